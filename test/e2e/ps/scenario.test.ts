import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { failed } from '../../support/program.ts';
import { eventually, project, scenarios } from '../../support/scenario.ts';

scenarios('ps, commit and export', () => {
  test('next 1: ps lists what runs, as a table and as JSON with ports', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d']);
    await eventually(app.states, (states) => states['short-1'] === 'exited 0');
    const table = (await app.ok(['ps'])).stdout;
    expect(table).toMatch(/^NAME +IMAGE +COMMAND +SERVICE +CREATED +STATUS +PORTS/);
    expect(table).toContain(`127.0.0.1:${app.ports[0]}->8000/tcp`);
    expect(table).toContain(`${app.project}-nginx-1`);
    expect(table).not.toContain(`${app.project}-short-1`);
    const rows = (text: string) =>
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    const running = rows((await app.ok(['ps', '--format', 'json'])).stdout);
    expect(running.map(({ Service }) => Service).sort()).toEqual(['busybox', 'nginx']);
    expect(running.find(({ Service }) => Service === 'busybox')).toMatchObject({
      Name: `${app.project}-busybox-1`,
      Project: app.project,
      State: 'running',
      Publishers: [{ URL: '127.0.0.1', TargetPort: 8000, PublishedPort: app.ports[0], Protocol: 'tcp' }],
    });
    const all = rows((await app.ok(['ps', '--all', '--format', 'json'])).stdout);
    expect(all.map(({ Service, State, ExitCode }) => [Service, State, ExitCode])).toEqual([
      ['busybox', 'running', 0],
      ['nginx', 'running', 0],
      ['short', 'exited', 0],
    ]);
  });

  test('next 1: ps of an unknown service is an error', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'nginx']);
    const unknown = await app.selkie(['ps', 'nosuch']);
    expect([unknown.exitCode, unknown.stderr]).toEqual([
      failed,
      expect.stringContaining('no such service: nosuch'),
    ]);
  });

  test('next 11: --compatibility puts underscores in names', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['--compatibility', 'up', '-d', 'nginx']);
    expect((await app.container('nginx')).Name).toBe(`${app.project}_nginx_1`);
    await app.ok(['--compatibility', 'down']);
    expect(await app.everything()).toEqual([]);
  });

  test('next 15: commit and export take the replica that is named', async () => {
    const app = await project(import.meta.dirname);
    const image = `localhost/${app.project}-second:v1`;
    onTestFinished(async () => {
      await app.host.run('podman', ['rmi', '--force', image]);
    });
    await app.ok(['up', '-d', 'pair']);
    const mark = 'echo second >/marked';
    await app.ok(['exec', '-T', '--index', '2', 'pair', 'sh', '-c', mark]);
    await app.ok(['commit', '-a', 'somebody', '-m', 'marked', '--index', '2', 'pair', image]);
    const seen = await app.host.run('podman', ['run', '--rm', image, 'cat', '/marked']);
    expect(seen.stdout).toBe('second\n');
    await app.ok(['export', '-o', 'one.tar', '--index', '1', 'pair']);
    await app.ok(['export', '-o', 'two.tar', '--index', '2', 'pair']);
    const holds = async (file: string) => (await readFile(join(app.folder, file))).includes('marked\0');
    expect([await holds('one.tar'), await holds('two.tar')]).toEqual([false, true]);
  });
});
