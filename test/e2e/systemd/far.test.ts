import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { failed } from '../../support/program.ts';
import { project, scenarios } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';
import { sshServer } from '../../support/ssh-server.ts';
import { engineView } from '../../support/engine-view.ts';
import { testHost, userSocket } from '../../support/test-host.ts';
import type { HostUser, RunResult } from '../../support/test-host.ts';
import { changed, processes, slow, systemctl } from './installed.ts';

scenarios('a project under the systemd of a host that is reached by ssh', () => {
  beforeAll(async () => {
    const host = testHost();
    if (host !== undefined) await sshServer(host);
  });

  // Who is here and who is there have different homes, engines and permissions: what is found there went through ssh.
  test.each<[here: HostUser, there: HostUser, folder: string]>([
    ['tester', 'root', '/etc/containers/systemd'],
    ['root', 'tester', '/var/lib/tester/.config/containers/systemd'],
  ])(
    'by %s: installed, looked at, upgraded and taken away as %s',
    { timeout: 240_000 },
    async (here, there, units) => {
      // Podman makes a first connection the default, which others' tests on this host must not meet.
      const env = { PODMAN_CONNECTIONS_CONF: `/tmp/selkie-connections-${here}-${process.pid}.json` };
      const app = await project(import.meta.dirname, { asUser: here, env });
      const { host } = app;
      const name = `${app.project}-there`;
      const socket = there === 'root' ? '/run/podman/podman.sock' : '/run/user/1000/podman/podman.sock';
      const address = `ssh://${there}@127.0.0.1${socket}`;
      // With the socket in it, Podman itself need not go there to ask.
      const add = ['system', 'connection', 'add', name, address];
      expect(await host.run('podman', add, { asUser: here, env })).toMatchObject({ exitCode: 0 });
      onTestFinished(async () => {
        await app.selkie([...engine, 'systemd', 'uninstall', '-v'], slow);
        const left = [env.PODMAN_CONNECTIONS_CONF, `${env.PODMAN_CONNECTIONS_CONF}.lock`];
        await host.run('rm', ['-f', ...left], { asUser: here });
      }, 120_000);
      const engine = here === 'root' ? ['--connection', name] : ['--url', `ssh://${there}@127.0.0.1`];
      const selkie = (...args: readonly string[]) => app.ok([...engine, 'systemd', ...args], slow);

      await selkie('install', '--start', '--placement', 'network');
      expect(await host.fetch(app.ports[0] ?? 0)).toBe('by systemd\n');
      const files = await host.run('ls', [`${units}/${app.project}`], { asUser: there });
      expect(files.stdout).toContain(`${app.project}-web.container`);
      expect((await systemctl(app, there, 'is-active', `${app.project}-web.service`)).stdout).toBe(
        'active\n',
      );
      expect(await processes(app, here)).toEqual({});
      expect((await selkie('list')).stdout).toMatch(new RegExp(`${app.project} +7/7`, 'u'));
      expect((await selkie('status')).stdout).toMatch(/web .*active \(running\)/u);
      if (there !== 'root')
        await journalIsOpened(app, there, () => app.selkie([...engine, 'systemd', 'logs', 'db']));
      expect((await selkie('logs', 'db')).stdout).toContain(`${app.project}-db`);
      expect((await selkie('diff', '--placement', 'network')).stdout).toBe('');

      const before = await processes(app, there);
      await app.ok([...engine, 'systemd', 'upgrade', '--placement', 'network'], {
        ...slow,
        env: { VERSION: '2' },
      });
      expect(changed(before, await processes(app, there))).toEqual(['web-1']);
      await app.ok([...engine, 'restart', 'api'], slow);
      const owned = await app.selkie([...engine, 'down']);
      expect(owned.stderr).toContain('systemd uninstall');
      await selkie('uninstall', '-v');
      const view = engineView(there === 'root' ? host.url.replace('unix://', '') : userSocket());
      expect(await view.everything(app.project)).toEqual({});
      expect((await host.run('ls', [`${units}/${app.project}`], { asUser: there })).exitCode).not.toBe(0);
    },
  );
});

/** This host keeps its journal in memory, where users may not read it; expects to be told so, and then has the user read all of it. */
async function journalIsOpened(
  { host }: Scenario,
  user: HostUser,
  logs: () => Promise<RunResult>,
): Promise<void> {
  const group = 'systemd-journal';
  const closed = await logs();
  expect([closed.exitCode, closed.stdout]).toEqual([failed, '']);
  expect(closed.stderr).toContain('systemd/journal-closed');
  expect(closed.stderr).toContain(`usermod -aG ${group} ${user}`);
  onTestFinished(async () => {
    await host.run('gpasswd', ['--delete', user, group]);
  });
  await host.run('usermod', ['-aG', group, user]);
}
