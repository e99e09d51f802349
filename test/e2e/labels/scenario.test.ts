import { expect, test } from 'vitest';
import { project, scenariosInEachPlacement } from '../../support/scenario.ts';

const env = { TOKEN: 'a value' };

scenariosInEachPlacement('labels', (placement) => {
  test("dc 1: what up makes carries docker compose's labels and the user's own", async () => {
    const app = await project(import.meta.dirname, { env, placement });
    await app.ok(['up', '-d']);
    const { 'web-1': labels = {}, 'db-1': dbLabels = {} } = await app.each(({ Config }) => Config.Labels);
    expect(labels).toMatchObject({
      'com.docker.compose.project': app.project,
      'com.docker.compose.service': 'web',
      'com.docker.compose.container-number': '1',
      'com.docker.compose.oneoff': 'False',
      'com.docker.compose.depends_on': 'db:service_started:false',
      'com.docker.compose.project.working_dir': app.folder,
      'com.docker.compose.project.config_files': `${app.folder}/compose.yaml`,
      'org.example.team': 'shop',
    });
    expect(labels['com.docker.compose.image']).toMatch(/^(sha256:)?[0-9a-f]{64}$/);
    expect(labels['com.docker.compose.version']).toMatch(/^\d+\.\d+\.\d+$/);
    expect(labels['com.docker.compose.config-hash']).toMatch(/^[0-9a-f]{64}$/);
    expect(dbLabels).not.toHaveProperty('org.example.team');
    expect(await app.engine.get(`networks/${app.project}_default/json`)).toMatchObject({
      labels: {
        'com.docker.compose.project': app.project,
        'com.docker.compose.network': 'default',
        'com.docker.compose.version': labels['com.docker.compose.version'],
      },
    });
    expect(await app.engine.get(`volumes/${app.project}_data/json`)).toMatchObject({
      Labels: {
        'com.docker.compose.project': app.project,
        'com.docker.compose.volume': 'data',
        'com.docker.compose.version': labels['com.docker.compose.version'],
      },
    });
    await app.ok(['down']);
    expect(await app.everything()).toEqual([`volume/${app.project}_data`]);
  });

  test('down leaves volumes, and down -v nothing', async () => {
    const app = await project(import.meta.dirname, { env, placement });
    await app.ok(['up', '-d']);
    const anonymous = (await app.container('web')).Mounts.find((mount) => mount.Destination === '/anonymous');
    const everything = await app.everything();
    expect(everything.includes(`pod/${app.project}-pod`)).toBe(placement === 'auto');
    expect(everything).toContain(`volume/${app.project}_data`);
    expect(everything.filter((thing) => thing.startsWith('secret/'))).toHaveLength(1);

    await app.ok(['down']);
    expect(await app.everything()).toEqual([`volume/${app.project}_data`]);

    await app.ok(['up', '-d']);
    const again = (await app.container('web')).Mounts.find((mount) => mount.Destination === '/anonymous');
    await app.ok(['down', '-v']);
    expect(await app.everything()).toEqual([]);
    await expect(app.engine.get(`volumes/${again?.Name ?? 'none'}/json`)).rejects.toThrow('no such volume');
    await app.host.run('podman', ['volume', 'rm', anonymous?.Name ?? '']);
  });

  test('down of nothing is no failure', async () => {
    const app = await project(import.meta.dirname, { env, placement });
    const { stderr } = await app.ok(['down']);
    expect(stderr).toContain(app.project);
  });
});
