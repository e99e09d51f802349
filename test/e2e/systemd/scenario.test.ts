import { expect, onTestFinished, test } from 'vitest';
import { failed } from '../../support/program.ts';
import { project, scenarios, scenariosInEachPlacement } from '../../support/scenario.ts';
import type { ProjectOptions, Scenario } from '../../support/scenario.ts';

/** Long enough for a start, a stop that is waited for, and a slow machine. */
const slow = { timeoutMs: 120_000 };

/** Sets the project up, and takes its units away when the test ends. */
async function installed(options: ProjectOptions): Promise<Scenario> {
  const app = await project(import.meta.dirname, options);
  onTestFinished(async () => {
    await app.selkie(['systemd', 'uninstall', '-v'], slow);
  }, 120_000);
  const { stderr } = await app.ok(['systemd', 'install', '--start'], slow);
  expect(stderr).not.toContain('Warning');
  return app;
}

/** Which process the service is, on the host; nothing while it has none. */
async function mainPid(app: Scenario, service: string): Promise<string> {
  const name = `${app.project}-${service}-1`;
  const { stdout } = await app.host.run('podman', ['inspect', '--format', '{{.State.Pid}}', name]);
  return stdout.trim();
}

scenariosInEachPlacement('units', (placement) => {
  test('install brings the project up as `up` would, and uninstall leaves nothing', async () => {
    const app = await installed({ placement });
    expect(await app.states()).toEqual({
      'db-1': 'running',
      'web-1': 'running',
      'worker-1': 'running',
      'worker-2': 'running',
      'worker-3': 'running',
    });
    expect(await app.host.fetch(app.ports[0] ?? 0)).toBe('by systemd\n');
    const names = await app.each(({ Name }) => Name);
    expect(names['web-1']).toBe(`${app.project}-web-1`);

    const { stdout } = await app.inside('web', ['sh', '-c', 'echo "$ODD"; echo "$LINES"; echo "[$EMPTY]"']);
    expect(stdout).toBe('a b $HOME 100% "q" \'x\' \\ é # ;\none\ntwo\tthree\n[]\n');
    expect((await app.inside('web', ['cat', '/run/secrets/token', '/etc/settings'])).stdout).toBe(
      'mineplain $x\n',
    );
    expect((await app.container('web')).Config.Labels['odd']).toBe('$x 5% "y"');
    // The job has run once, with every word of its command.
    expect((await app.inside('db', ['cat', '/data/migrated'])).stdout).toBe('3 a b [] ; $x\n');
    expect((await app.inside('web', ['nslookup', 'worker'])).stdout.match(/^Address: /gmu)).toHaveLength(3);

    const status = await app.ok(['systemd', 'status', '--format', 'json']);
    const rows = JSON.parse(status.stdout) as readonly Readonly<Record<string, unknown>>[];
    expect(rows.map(({ service, state }) => [service, state])).toEqual(
      ['db', 'migrate', 'web', 'worker', 'worker', 'worker'].map((service) => [service, 'active']),
    );
    expect((await app.ok(['systemd', 'list'])).stdout).toContain(app.project);

    await app.ok(['systemd', 'uninstall', '-v'], slow);
    expect(await app.everything()).toEqual([]);
    const { stdout: left } = await app.host.run('systemctl', [
      'list-units',
      '--all',
      '--plain',
      `${app.project}*`,
    ]);
    expect(left).not.toContain('.service');
  });

  test('a crash, a restart and an upgrade touch nobody else', async () => {
    const app = await installed({ placement });
    const [web, db] = [await mainPid(app, 'web'), await mainPid(app, 'db')];
    await app.host.run('podman', ['kill', '--signal', 'KILL', `${app.project}-db-1`]);
    const isNew = (pid: string): boolean => !['', '0', db].includes(pid);
    await expect.poll(async () => isNew(await mainPid(app, 'db')), { timeout: 20_000 }).toBe(true);
    expect(await mainPid(app, 'web')).toBe(web);

    const reborn = await mainPid(app, 'db');
    await app.ok(['systemd', 'restart', 'worker'], slow);
    expect([await mainPid(app, 'web'), await mainPid(app, 'db')]).toEqual([web, reborn]);

    expect((await app.selkie(['systemd', 'diff'])).stdout).toBe('');
    const newer = { env: { VERSION: '2' }, ...slow };
    expect((await app.selkie(['systemd', 'diff'], newer)).stdout).toContain('+Environment=VERSION=2');
    await app.ok(['systemd', 'upgrade'], newer);
    expect((await app.inside('web', ['sh', '-c', 'echo "$VERSION"'])).stdout).toBe('2\n');
    expect(await mainPid(app, 'web')).not.toBe(web);
    expect(await mainPid(app, 'db')).toBe(reborn);
    // The job is done, and is not done again.
    expect((await app.inside('db', ['wc', '-l', '/data/migrated'])).stdout).toMatch(/^1 /u);
  });
});

scenarios('a project that systemd runs', () => {
  test('is left to it by up and down, and stop, start and restart go through it', async () => {
    const app = await installed({});
    for (const [command, instead] of [
      ['up', 'systemd upgrade'],
      ['down', 'systemd uninstall'],
    ] as const) {
      const { exitCode, stderr } = await app.selkie(command === 'up' ? ['up', '-d'] : ['down']);
      expect([command, exitCode]).toEqual([command, failed]);
      expect(stderr).toContain(instead);
    }
    expect(Object.keys(await app.states())).toHaveLength(5);
    await app.ok(['stop', 'web'], slow);
    expect(Object.keys(await app.states())).not.toContain('web-1');
    await app.ok(['start', 'web'], slow);
    expect(await app.host.fetch(app.ports[0] ?? 0)).toBe('by systemd\n');
    const web = await mainPid(app, 'web');
    await app.ok(['restart', 'web'], slow);
    expect(await mainPid(app, 'web')).not.toBe(web);
  });

  test('keeps what it had when an upgrade fails', async () => {
    const app = await installed({});
    await app.write('broken.yaml', 'services: { web: { command: [no-such-program] } }\n');
    const { exitCode, stderr } = await app.selkie(
      ['-f', 'compose.yaml', '-f', 'broken.yaml', 'systemd', 'upgrade'],
      slow,
    );
    expect(exitCode).toBe(failed);
    expect(stderr).toContain('systemd/start-failed');
    expect(stderr).toContain('failed to exec');
    expect(stderr).toContain('systemd/put-back');
    expect(await app.host.fetch(app.ports[0] ?? 0)).toBe('by systemd\n');
  });

  test('is not installed over containers that up made', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'worker']);
    const { exitCode, stderr } = await app.selkie(['systemd', 'install']);
    expect(exitCode).toBe(failed);
    expect(stderr).toContain('systemd/runs-without');
    await app.ok(['down', '-v']);
  });
});

scenarios('units of an ordinary user', () => {
  test('are installed, run and taken away', async () => {
    const app = await installed({ asUser: 'tester' });
    expect(await app.host.fetch(app.ports[0] ?? 0)).toBe('by systemd\n');
    await app.ok(['systemd', 'uninstall', '-v'], slow);
    expect(await app.everything()).toEqual([]);
  });
});
