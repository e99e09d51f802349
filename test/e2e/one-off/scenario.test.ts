import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { beyond, failed } from '../../support/program.ts';
import { eventually, project, scenarios } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

const oneOffs = async (app: Scenario) =>
  [...(await app.containers()).values()].filter(
    ({ Config }) => Config.Labels['com.docker.compose.oneoff'] === 'True',
  );
const portsOf = ({ HostConfig }: Awaited<ReturnType<typeof oneOffs>>[number]) =>
  Object.values(HostConfig.PortBindings).flatMap((bindings) =>
    (bindings ?? []).map(({ HostPort }) => Number(HostPort)),
  );

scenarios('run', () => {
  test('dc 27: runs after what it depends on, leaves siblings alone, and stays', async () => {
    const app = await project(import.meta.dirname);
    const { stdout, stderr } = await app.ok(['run', '-T', 'back']);
    expect(stdout).toBe('hello from back\n');
    expect(stderr).not.toContain('orphan');
    const all = [...(await app.containers()).values()];
    const db = all.find(({ Config }) => Config.Labels['com.docker.compose.service'] === 'db');
    const [one] = await oneOffs(app);
    expect(all).toHaveLength(2);
    expect(db?.State.Status).toBe('running');
    expect(one).toMatchObject({ State: { ExitCode: 0 } });
    beyond(() => expect(one?.Pod).toBe(''));
    expect(one?.Name).toMatch(new RegExp(`^${app.project}-back-run-[0-9a-f]{12}$`));
    beyond(() => expect(one?.Config.Labels['com.docker.compose.slug']).toMatch(/^[0-9a-f]{12}$/));
    expect(one === undefined ? undefined : portsOf(one)).toEqual([]);

    const again = await app.ok(['run', '-T', 'back', 'echo', 'again']);
    expect(again.stdout).toBe('again\n');
    expect(again.stderr).toContain('orphan');
    const silent = await app.ok(['run', '--rm', '-T', 'back', 'echo', 'silent'], {
      env: { COMPOSE_IGNORE_ORPHANS: 'True' },
    });
    expect(silent.stdout).toBe('silent\n');
    expect(silent.stderr).not.toContain('orphan');
    // The one with --rm is gone, the others are not.
    expect(await oneOffs(app)).toHaveLength(2);
  });

  test('gives the status, keeps the streams apart, and removes itself', async () => {
    const app = await project(import.meta.dirname);
    const result = await app.selkie([
      'run',
      '--rm',
      '-q',
      '--no-deps',
      'back',
      'sh',
      '-c',
      'echo out; echo err >&2; exit 9',
    ]);
    expect(result).toEqual({ exitCode: 9, stdout: 'out\n', stderr: 'err\n' });
    expect(await app.containers()).toEqual(new Map());
    expect((await app.selkie(['run', '--rm', '-q', '--no-deps', 'back', 'nothing-like-it'])).exitCode).toBe(
      127,
    );
    expect(await app.containers()).toEqual(new Map());
  });

  test('dc 30: takes its input from a pipe, has no terminal then, and refuses one', async () => {
    const app = await project(import.meta.dirname);
    const run = ['run', '--rm', '-q', '--no-deps'];
    expect((await app.ok([...run, 'back', 'cat'], { input: 'through a pipe\n' })).stdout).toBe(
      'through a pipe\n',
    );
    expect((await app.ok([...run, 'back', 'sh', '-c', 'test -t 0 || echo No TTY'])).stdout).toBe('No TTY\n');
    const refused = await app.selkie([...run, '--tty', 'back', 'true'], { input: 'x' });
    expect(refused.exitCode).toBe(failed);
    // The second is what docker compose 2.40 says.
    expect(refused.stderr).toMatch(
      /cannot attach stdin to a TTY-enabled container because stdin is not a terminal|the input device is not a TTY/,
    );
  });

  test('dc 27: takes variables, mounts, labels and an entrypoint from the command line', async () => {
    const app = await project(import.meta.dirname);
    await app.write('extra.env', 'FROM=env file\nMORE=1\n');
    await app.write('given', 'a file here\n');
    const { stdout } = await app.ok(
      [
        ...[
          'run',
          '-q',
          '--no-deps',
          '--name',
          `${app.project}-named`,
          '-l',
          'mine=yes',
          '-v',
          './given:/given',
        ],
        ...[
          '--env-from-file',
          'extra.env',
          '-e',
          'MORE=2',
          '-e',
          'HERE',
          '-e',
          'NOWHERE',
          '-w',
          '/bin',
          '-u',
          '7',
        ],
        ...['--entrypoint', 'sh -c "cat /given; pwd; id -u; env"', 'back'],
      ],
      { env: { HERE: 'outside' } },
    );
    const lines = stdout.trim().split('\n');
    expect(lines.slice(0, 3)).toEqual(['a file here', '/bin', '7']);
    expect(lines).toEqual(expect.arrayContaining(['FROM=env file', 'MORE=2', 'HERE=outside']));
    expect(stdout).not.toContain('NOWHERE');
    const [one] = await oneOffs(app);
    expect(one).toMatchObject({ Name: `${app.project}-named`, Config: { Labels: { mine: 'yes' } } });
  });

  test('dc 28: publishes what was asked for and nothing else', async () => {
    const app = await project(import.meta.dirname);
    const [service, other = 0] = app.ports;
    await app.ok(['run', '-d', '--no-deps', '-p', `${other}:80`, 'back', 'sleep', 'inf']);
    expect((await oneOffs(app)).map(portsOf)).toEqual([[other]]);
    await app.ok(['run', '-d', '--no-deps', '-P', 'back', 'sleep', 'inf']);
    expect((await oneOffs(app)).flatMap(portsOf).sort()).toEqual([service, other].sort());
    expect((await app.selkie(['run', '-P', '-p', '1:1', 'back'])).stderr).toContain(
      '--service-ports and --publish are incompatible',
    );
  });

  test('dc 29: starts what it depends on where that is wanted, and never a sibling', async () => {
    const app = await project(import.meta.dirname);
    const services = async () => [...new Set(Object.keys(await app.states()))].sort();
    await app.ok(['-f', 'shared.yaml', 'run', '--rm', '--no-deps', 'a']);
    expect(await app.containers()).toEqual(new Map());
    await app.ok(['-f', 'shared.yaml', 'run', '--rm', 'a']);
    expect(await services()).toEqual(['shared-1']);
    const before = await app.each(({ Id, State }) => `${Id} ${State.StartedAt}`);
    await app.ok(['-f', 'shared.yaml', 'run', '--rm', '--no-deps', 'a']);
    expect(await app.each(({ Id, State }) => `${Id} ${State.StartedAt}`)).toEqual(before);
  });

  test('a signal goes to the container', async () => {
    const app = await project(import.meta.dirname);
    const script = "trap 'echo caught; exit 42' TERM; echo ready; while :; do sleep 0.1; done";
    const program = app.start(['run', '--rm', '-T', '-q', '--no-deps', 'back', 'sh', '-c', script]);
    await program.untilItSays('ready');
    program.kill('SIGTERM');
    expect(await program.ended).toMatchObject({ exitCode: 42, stdout: 'ready\ncaught\n' });
  });
});

scenarios('exec', () => {
  test('dc 31: runs in the lowest replica with its own status, input and variables', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'front']);
    expect((await app.selkie(['exec', 'front', 'true'])).exitCode).toBe(0);
    expect((await app.selkie(['exec', 'front', 'false'])).exitCode).toBe(1);
    expect((await app.selkie(['exec', 'front', 'nothing-like-it'])).exitCode).toBe(127);
    expect(
      (await app.ok(['exec', '-T', 'front', 'wc', '-c'], { input: 'x'.repeat(300_000) })).stdout.trim(),
    ).toBe('300000');
    const { stdout } = await app.ok(['exec', '-e', 'FOO', '-e', 'GONE', 'front', 'env'], {
      env: { FOO: 'BAR' },
    });
    expect(stdout).toContain('FOO=BAR\n');
    expect(stdout).not.toContain('GONE');
  });

  test('a signal goes to the command, and what does not heed it is killed', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'front']);
    const exec = (script: string) => app.start(['exec', '-T', 'front', 'sh', '-c', script]);
    const processes = async () =>
      (await app.inside('front', ['ps', '-o', 'args'])).stdout
        .split('\n')
        .filter((line) => /marker/.test(line));
    const polite = exec("trap 'echo caught; exit 42' TERM; echo ready marker; while :; do sleep 0.1; done");
    await polite.untilItSays('ready');
    polite.kill('SIGTERM');
    expect(await polite.ended).toMatchObject({ exitCode: 42, stdout: 'ready marker\ncaught\n' });
    const deaf = exec("trap '' INT; echo ready marker; while :; do sleep 0.1; done");
    await deaf.untilItSays('ready');
    deaf.kill('SIGINT');
    expect(await processes()).toHaveLength(1);
    deaf.kill('SIGINT');
    expect(await processes()).toHaveLength(1);
    deaf.kill('SIGINT');
    expect((await deaf.ended).exitCode).toBe(137);
    expect(await processes()).toEqual([]);
  });

  test('dc 31: reaches a one-off only where there is no replica, and never by number', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['run', '-d', '--no-deps', '-e', 'ONE_OFF=yes', 'front', 'sleep', 'inf']);
    const which = (args: readonly string[]) =>
      app.selkie(['exec', ...args, 'front', 'sh', '-c', 'echo "${ONE_OFF:-no}"']);
    expect((await which([])).stdout).toBe('yes\n');
    const numbered = await which(['--index', '1']);
    expect(numbered.exitCode).toBe(failed);
    expect(numbered.stderr).toContain('service "front" is not running container #1');
    await app.ok(['up', '-d', 'front']);
    expect((await which([])).stdout).toBe('no\n');
    expect((await which(['--index', '1'])).stdout).toBe('no\n');
  });
});

scenarios('cp and port', () => {
  test('dc 33: a file goes to all replicas or to one, and a folder comes back', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'many']);
    await app.write('f', 'copied\n');
    await app.ok(['cp', 'f', 'many:/all']);
    await app.ok(['cp', '--index', '3', 'f', 'many:/bin/only-3']);
    const has = (n: number, path: string) =>
      app.selkie(['exec', '--index', String(n), 'many', 'cat', path]).then(({ exitCode }) => exitCode === 0);
    expect(await Promise.all([has(1, '/all'), has(2, '/all'), has(3, '/all')])).toEqual([true, true, true]);
    expect(await Promise.all([has(2, '/bin/only-3'), has(3, '/bin/only-3')])).toEqual([false, true]);
    await app.ok(['cp', 'many:/all', 'back']);
    expect(await readFile(join(app.folder, 'back'), 'utf8')).toBe('copied\n');
    await app.ok(['exec', 'many', 'sh', '-c', 'mkdir -p /d/sub; echo deep >/d/sub/f; ln -s sub/f /d/link']);
    await app.ok(['cp', '--index=1', 'many:/d', 'out']);
    await app.ok(['cp', 'out', 'many:/again']);
    expect((await app.ok(['exec', 'many', 'cat', '/again/link', '/again/sub/f'])).stdout).toBe(
      'deep\ndeep\n',
    );
    const { stderr, exitCode } = await app.selkie(['cp', 'many:/a', 'many:/b']);
    expect([exitCode, stderr]).toEqual([
      failed,
      expect.stringContaining('copying between services is not supported'),
    ]);
  });

  test('a published port is told, another is not', async () => {
    const app = await project(import.meta.dirname);
    await app.write('long.yaml', 'services: { back: { command: [sleep, inf], stop_grace_period: 0s } }\n');
    const files = ['-f', 'compose.yaml', '-f', 'long.yaml'];
    await app.ok([...files, 'up', '-d', 'back']);
    expect((await app.ok([...files, 'port', 'back', '80'])).stdout).toBe(`0.0.0.0:${app.ports[0] ?? 0}\n`);
    const missing = await app.selkie([...files, 'port', 'back', '81']);
    expect(missing.stderr).toContain(`no port 81/tcp for container ${app.project}-back-1: 80/tcp`);
    const list = await eventually(
      () => app.ok(['ls', '-q']),
      ({ stdout }) => stdout.includes(app.project),
    );
    expect(list.exitCode).toBe(0);
  });
});
