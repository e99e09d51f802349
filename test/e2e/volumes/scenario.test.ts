import { stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { failed } from '../../support/program.ts';
import { project, scenarios } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

async function sh(app: Scenario, service: string, script: string): Promise<string> {
  const { stdout, stderr } = await app.inside(service, ['sh', '-c', script]);
  return `${stdout}${stderr}`.trim();
}

scenarios('volumes', () => {
  test('pc 30: folders, files, named, shared and temporary ones are mounted', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d']);
    expect(await sh(app, 'web', 'cat /files/page.txt /page.txt')).toBe('page\npage');
    expect(await sh(app, 'web', 'echo x >/files/new')).toContain('Read-only');
    await sh(app, 'web', 'echo from inside >/made/note; echo shared >/data/note; echo own >/named/note');
    expect((await stat(join(app.folder, 'made/on/demand/note'))).isFile()).toBe(true);
    expect(await sh(app, 'reader', 'cat /shared/note')).toBe('shared');
    expect(await sh(app, 'reader', 'echo x >/shared/new')).toContain('Read-only');
    expect(await sh(app, 'web', "stat -c '%a' /scratch; df -k /scratch | tail -1 | awk '{print $2}'")).toBe(
      '770\n1024',
    );
    const { Mounts } = await app.container('web');
    const named = Object.fromEntries(Mounts.map(({ Destination, Name }) => [Destination, Name]));
    expect(named).toMatchObject({ '/data': `${app.project}_data`, '/named': `${app.project}.own` });
    expect(await app.engine.get(`volumes/${app.project}_data/json`)).toMatchObject({
      Labels: { keep: 'forever' },
    });
  });

  test('pc 30: what anonymous and named volumes hold outlives a recreated container', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'web']);
    const { Id } = await app.container('web');
    await sh(app, 'web', 'touch /anonymous/kept /data/kept /scratch/gone');
    await app.ok(['up', '-d', 'web'], { env: { ROUND: '2' } });
    expect((await app.container('web')).Id).not.toBe(Id);
    expect(await sh(app, 'web', 'ls /anonymous /data /scratch')).toBe(
      '/anonymous:\nkept\n\n/data:\nkept\n\n/scratch:',
    );
    await app.ok(['down', '-v']);
    expect(await app.everything()).toEqual([]);
  });

  test('pc 30: a folder that may not be made is an error before anything is', async () => {
    const app = await project(import.meta.dirname);
    const { exitCode, stderr } = await app.selkie(['-f', 'missing.yaml', 'up', '-d']);
    expect(exitCode).toBe(failed);
    expect(stderr).toContain(join(app.folder, 'absent'));
    await expect(stat(join(app.folder, 'absent'))).rejects.toThrow('ENOENT');
  });

  test('pc 30: a folder that is a link is mounted by its own name', async () => {
    const app = await project(import.meta.dirname);
    await symlink('files', join(app.folder, 'link'));
    const service = 'services: { web: { image: localhost/selkie-test, init: true, command: sleep inf';
    await app.write('link.yaml', `${service}, volumes: ["./link:/linked"] } }\n`);
    await app.ok(['-f', 'link.yaml', 'up', '-d']);
    expect((await app.container('web')).Mounts.map(({ Source }) => Source)).toEqual([
      join(app.folder, 'link'),
    ]);
    expect(await sh(app, 'web', 'cat /linked/page.txt')).toBe('page');
  });

  test('an external volume is used, never made and never removed', async () => {
    const app = await project(import.meta.dirname);
    const name = `${app.project}.elsewhere`;
    const missing = await app.selkie(['-f', 'external.yaml', 'up', '-d']);
    expect(missing.exitCode).toBe(failed);
    expect(missing.stderr).toContain(name);
    await app.host.run('podman', ['volume', 'create', name]);
    onTestFinished(async () => {
      await app.host.run('podman', ['volume', 'rm', '--force', name]);
    });
    await app.ok(['-f', 'external.yaml', 'up', '-d']);
    await app.ok(['-f', 'external.yaml', 'down', '-v']);
    expect(await app.engine.get(`volumes/${name}/json`)).toMatchObject({ Name: name });
  });
});
