import { expect, test } from 'vitest';
import { project, scenarios } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

/** Makes, with Podman alone, what docker compose makes for a project with one service. */
async function makeAsDockerCompose({ host, project: name, folder, ports }: Scenario): Promise<void> {
  const labels = (own: Readonly<Record<string, string>>) =>
    Object.entries({ project: name, version: '2.40.3', 'config-hash': '0'.repeat(64), ...own }).flatMap(
      ([key, value]) => ['--label', `com.docker.compose.${key}=${value}`],
    );
  await host.run('podman', ['network', 'create', ...labels({ network: 'default' }), `${name}_default`]);
  await host.run('podman', ['volume', 'create', ...labels({ volume: 'data' }), `${name}_data`]);
  const container = await host.run('podman', [
    ...['run', '--detach', '--init', '--name', `${name}-web-1`],
    ...['--network', `${name}_default`, '--publish', `${ports[0]}:80`],
    ...labels({
      service: 'web',
      'container-number': '1',
      oneoff: 'False',
      depends_on: '',
      'project.working_dir': folder,
      'project.config_files': `${folder}/compose.yaml`,
    }),
    ...['localhost/selkie-test', 'sleep', 'inf'],
  ]);
  expect(container).toMatchObject({ exitCode: 0 });
}

scenarios("docker compose's containers", () => {
  test('are listed and taken down', async () => {
    const app = await project(import.meta.dirname);
    await makeAsDockerCompose(app);
    const { stdout } = await app.ok(['ps', '--services']);
    expect(stdout.trim()).toBe('web');
    await app.ok(['down']);
    expect(await app.everything()).toEqual([`volume/${app.project}_data`]);
    await app.ok(['-p', app.project, 'down', '-v'], { cwd: '/' });
    expect(await app.everything()).toEqual([]);
  });

  test('are taken over by up', async () => {
    const app = await project(import.meta.dirname);
    await makeAsDockerCompose(app);
    await app.ok(['up', '-d']);
    const web = await app.container('web');
    expect(web.State.Status).toBe('running');
    expect(web.Pod).not.toBe('');
    await app.ok(['up', '-d']);
    expect((await app.container('web')).Id).toBe(web.Id);
    await app.ok(['down', '-v']);
    expect(await app.everything()).toEqual([]);
  });
});
