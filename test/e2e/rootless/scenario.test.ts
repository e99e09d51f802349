import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { eventually, project, scenarios, scenariosInEachPlacement } from '../../support/scenario.ts';

const asUser = 'tester';

scenariosInEachPlacement('as an ordinary user', (placement) => {
  test('up, names, files, ps, scale and down work on the rootless engine', async () => {
    const app = await project(import.meta.dirname, { asUser, placement, env: { TOKEN: 'mine' } });
    const info = await app.ok(['info']);
    expect(info.stdout).toMatch(/rootless/);
    await app.ok(['up', '-d']);
    expect(await app.states()).toEqual({
      'db-1': 'running',
      'web-1': 'running',
      'worker-1': 'running',
      'worker-2': 'running',
    });
    expect(await app.host.fetch(app.ports[0] ?? 0)).toBe('rootless\n');
    expect((await app.inside('worker', ['wget', '-q', '-O', '-', 'http://web'])).stdout).toBe('rootless\n');
    const files = ['/files/note.txt', '/run/secrets/token', '/etc/settings'];
    expect((await app.inside('db', ['cat', ...files])).stdout).toBe('note\nminefor mine');
    // The user is root in there, and owns what stands in the user's own folders and volumes.
    expect((await app.inside('db', ['stat', '-c', '%u:%g', '/data'])).stdout).toBe('0:0\n');
    const { stdout } = await app.ok(['ps', '--services']);
    expect(stdout.trim().split('\n').sort()).toEqual(['db', 'web', 'worker']);
    const before = await app.each(({ Id, State }) => `${Id} ${State.StartedAt}`);
    await app.ok(['up', '-d']);
    expect(await app.each(({ Id, State }) => `${Id} ${State.StartedAt}`)).toEqual(before);
    await app.ok(['scale', 'worker=3', 'web=1']);
    expect((await app.container('worker', 3)).State.Status).toBe('running');
    expect((await app.inside('worker', ['wget', '-q', '-O', '-', 'http://web'])).stdout).toBe('rootless\n');
    await app.ok(['down', '-v']);
    expect(await app.everything()).toEqual([]);
  });
});

scenarios('as an ordinary user', () => {
  test('build, --wait, exec, run, logs, cp, users, volumes and down work as for root', async () => {
    const app = await project(import.meta.dirname, { asUser });
    onTestFinished(async () => {
      await app.host.run('podman', ['rmi', '--force', '--ignore', `${app.project}-app`], { asUser });
    });
    const ok = (...args: readonly string[]) => app.ok(['-f', 'everyday.yaml', ...args]);
    // Who the user is here is 1000 there as well.
    await app.host.run('chown', ['-R', '1000:1000', `${app.folder}/files`]);
    await ok('build', '-q');
    await ok('up', '-d');
    await ok('exec', '-T', 'app', 'touch', '/tmp/ready');
    await ok('up', '-d', '--wait');
    expect((await app.container('app')).State.Health?.Status).toBe('healthy');
    expect(
      (await ok('exec', '-T', '-e', 'MORE=1', 'app', 'sh', '-c', 'id -u; cat /kept/mark; echo $FROM$MORE'))
        .stdout,
    ).toBe('7\nbuilt\nfile1\n');
    expect(
      (await app.selkie(['-f', 'everyday.yaml', 'exec', '-T', 'app', 'sh', '-c', 'exit 9'])).exitCode,
    ).toBe(9);
    const run = await app.selkie(
      ['-f', 'everyday.yaml', 'run', '--rm', '-T', '--no-deps', '-q', 'app', 'sh', '-c', 'cat; exit 4'],
      { input: 'piped\n' },
    );
    expect(run).toMatchObject({ exitCode: 4, stdout: 'piped\n' });
    expect((await ok('logs', '--no-log-prefix', 'app')).stdout).toBe('up\n');
    await app.write('f', 'copied\n');
    await ok('cp', 'f', 'many:/f');
    expect((await ok('exec', '-T', '--index', '2', 'many', 'cat', '/f')).stdout).toBe('copied\n');
    await ok('cp', 'app:/kept', 'out');
    expect(await readFile(join(app.folder, 'out', 'mark'), 'utf8')).toBe('built\n');
    // What the container makes on the host is the user's.
    expect(await readFile(join(app.folder, 'files', 'made-by'), 'utf8')).toBe('1000\n');
    expect((await stat(join(app.folder, 'files', 'made-by'))).uid).toBe(1000);
    await ok('restart', '-t', '1', 'many');
    await ok('stop', '-t', '1');
    await ok('start', 'many');
    expect(await app.states()).toMatchObject({ 'many-1': 'running', 'many-2': 'running' });
    await ok('down');
    expect(await app.everything()).toEqual([`volume/${app.project}_kept`]);
    await ok('down', '-v');
    expect(await app.everything()).toEqual([]);
  });

  test('an up that stays, its dependencies and Ctrl-C work as for root', async () => {
    const app = await project(import.meta.dirname, { asUser, env: { TOKEN: 'mine' } });
    const up = app.start(['up', 'web', 'worker']);
    await up.untilItSays('Attaching to');
    await eventually(
      app.states,
      (states) => Object.values(states).filter((one) => one === 'running').length === 4,
    );
    up.kill('SIGINT');
    expect((await up.ended).exitCode).toBe(130);
    expect(await app.states()).toMatchObject({ 'db-1': 'running', 'worker-1': 'exited 143' });
  });

  test('a bridge of root’s with the same name is not in the way', async () => {
    const BRIDGE = `b${randomBytes(4).toString('hex')}`;
    const [roots, own] = await Promise.all([
      project(import.meta.dirname, { env: { BRIDGE, SUBNET: '10.3.2.0/24' } }),
      project(import.meta.dirname, { asUser, env: { BRIDGE, SUBNET: '10.3.3.0/24' } }),
    ]);
    for (const app of [roots, own]) await app.ok(['-f', 'same-bridge.yaml', 'up', '-d']);
    for (const app of [roots, own]) {
      expect(await app.states()).toEqual({ 'app-1': 'running' });
      await app.ok(['-f', 'same-bridge.yaml', 'down']);
    }
  });

  test('a port that only root may take is an error that says what helps', async () => {
    const app = await project(import.meta.dirname, { asUser });
    const { exitCode, stderr } = await app.selkie(['-f', 'low-port.yaml', 'up', '-d']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('80');
    expect(stderr).toContain('ip_unprivileged_port_start');
    await app.ok(['-f', 'low-port.yaml', 'down']);
    expect(await app.everything()).toEqual([]);
  });
});
