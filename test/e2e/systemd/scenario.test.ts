import { expect, onTestFinished, test } from 'vitest';
import { failed } from '../../support/program.ts';
import { eventually, project, scenarios } from '../../support/scenario.ts';
import {
  changed,
  inEachCombination,
  installed,
  knownUnits,
  prepared,
  processes,
  slow,
  took,
} from './installed.ts';

const folder = import.meta.dirname;

inEachCombination('a project under systemd', (combination) => {
  const { asUser, placement } = combination;
  test(
    'is installed as up would make it, lives through a crash, restarts and upgrades, and leaves nothing',
    { timeout: 300_000 },
    async () => {
      const app = await prepared(folder, { asUser, placement });
      const { host, ports } = app;
      const installedAt = performance.now();
      await app.ok(['systemd', 'install', '--start'], slow);
      expect(await host.fetch(ports[0] ?? 0)).toBe('by systemd\n');
      took('install to answer', combination, installedAt);
      const running = {
        'api-1': 'running',
        'db-1': 'running',
        'web-1': 'running',
        'worker-1': 'running',
        'worker-2': 'running',
        'worker-3': 'running',
      };
      expect(await app.states()).toEqual(running);
      expect(await host.fetch(ports[1] ?? 0)).toBe('by systemd\n');
      const names = await app.each(({ Name }) => Name);
      expect(names['web-1']).toBe(`${app.project}-web-1`);

      const { stdout } = await app.inside('web', ['sh', '-c', 'echo "$ODD"; echo "$LINES"; echo "[$EMPTY]"']);
      expect(stdout).toBe('a b $HOME 100% "q" \'x\' \\ é # ;\none\ntwo\tthree\n[]\n');
      const files = await app.inside('web', ['cat', '/run/secrets/token', '/etc/settings']);
      expect(files.stdout).toBe('mineplain $x\n');
      expect((await app.container('web')).Config.Labels['odd']).toBe('$x 5% "y"');
      // The job has run once, with every word of its command.
      expect((await app.inside('db', ['cat', '/data/migrated'])).stdout).toBe('3 a b [] ; $x\n');
      expect((await app.inside('web', ['nslookup', 'worker'])).stdout.match(/^Address: /gmu)).toHaveLength(3);

      const status = await app.ok(['systemd', 'status', '--format', 'json']);
      const rows = JSON.parse(status.stdout) as readonly Readonly<Record<string, unknown>>[];
      expect(rows.map(({ service, state }) => [service, state])).toEqual(
        ['api', 'db', 'migrate', 'web', 'worker', 'worker', 'worker'].map((service) => [service, 'active']),
      );
      expect((await app.ok(['systemd', 'list'])).stdout).toContain(app.project);

      const first = await processes(app, asUser);
      const killedAt = performance.now();
      await host.run('podman', ['kill', '--signal', 'KILL', `${app.project}-db-1`], { asUser });
      const second = await eventually(
        () => processes(app, asUser),
        (now) => Object.keys(now).length === 6 && changed(first, now).length > 0,
      );
      took('kill -9 to back', combination, killedAt);
      expect(changed(first, second)).toEqual(['db-1']);

      await app.ok(['systemd', 'restart', 'api'], slow);
      const third = await processes(app, asUser);
      expect(changed(second, third)).toEqual(['api-1']);

      expect((await app.selkie(['systemd', 'diff'])).stdout).toBe('');
      const newer = { env: { VERSION: '2' }, ...slow };
      expect((await app.selkie(['systemd', 'diff'], newer)).stdout).toContain('+Environment=VERSION=2');
      await app.ok(['systemd', 'upgrade'], newer);
      expect((await app.inside('web', ['sh', '-c', 'echo "$VERSION"'])).stdout).toBe('2\n');
      const fourth = await processes(app, asUser);
      expect(changed(third, fourth)).toEqual(['web-1']);

      // Another image, and then another one under the same name.
      const image = `localhost/${app.project}-api`;
      onTestFinished(async () => {
        await host.run('podman', ['rmi', '--force', '--ignore', image], { asUser });
      });
      const build = (label: string) =>
        host.run('podman', ['build', '--quiet', '--tag', image, '--label', label, '-'], {
          asUser,
          input: `FROM ${host.image}\n`,
        });
      await build('v=1');
      const withImage = { env: { VERSION: '2', API_IMAGE: image }, ...slow };
      await app.ok(['systemd', 'upgrade'], withImage);
      const fifth = await processes(app, asUser);
      expect(changed(fourth, fifth)).toEqual(['api-1']);
      await build('v=2');
      await app.ok(['systemd', 'upgrade'], withImage);
      expect(changed(fifth, await processes(app, asUser))).toEqual(['api-1']);
      // The job is done, and is not done again.
      expect((await app.inside('db', ['wc', '-l', '/data/migrated'])).stdout).toMatch(/^1 /u);

      await app.ok(['systemd', 'uninstall'], slow);
      expect(await app.everything()).toEqual([`volume/${app.project}_data`]);
      const left = await knownUnits(app, asUser, `*${app.project}*`);
      expect(left).not.toContain('.service');
      expect(left).not.toContain('.target');
      const places =
        '/etc/containers/systemd /etc/systemd/system /run/systemd/generator /var/lib/tester/.config';
      const unitFiles = await host.run('sh', ['-c', `find ${places} -name '*${app.project}*'`]);
      expect(unitFiles.stdout).toBe('');
    },
  );
});

scenarios('a project that systemd runs', () => {
  test('is left to it by up and down, and stop, start and restart go through it', async () => {
    const app = await installed(folder, {});
    for (const [command, instead] of [
      ['up', 'systemd upgrade'],
      ['down', 'systemd uninstall'],
    ] as const) {
      const { exitCode, stderr } = await app.selkie(command === 'up' ? ['up', '-d'] : ['down']);
      expect([command, exitCode]).toEqual([command, failed]);
      expect(stderr).toContain(instead);
    }
    expect(Object.keys(await app.states())).toHaveLength(6);
    await app.ok(['stop', 'web'], slow);
    expect(Object.keys(await app.states())).not.toContain('web-1');
    await app.ok(['start', 'web'], slow);
    expect(await app.host.fetch(app.ports[0] ?? 0)).toBe('by systemd\n');
    const before = await processes(app);
    await app.ok(['restart', 'web'], slow);
    expect(changed(before, await processes(app))).toEqual(['web-1']);
  });

  test('is not installed over containers that up made', async () => {
    const app = await project(folder);
    await app.ok(['up', '-d', 'worker']);
    const { exitCode, stderr } = await app.selkie(['systemd', 'install']);
    expect(exitCode).toBe(failed);
    expect(stderr).toContain('systemd/runs-without');
    await app.ok(['down', '-v']);
  });

  test('is placed as the option after the command says, too', async () => {
    const app = await project(folder);
    const { stdout } = await app.ok(['systemd', 'generate', '--placement', 'network']);
    expect(stdout).toContain(`# ${app.project}.target\n`);
    expect(stdout).not.toContain('[Pod]');
    expect((await app.ok(['systemd', 'generate'])).stdout).toContain('[Pod]');
  });
});
