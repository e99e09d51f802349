import { expect, test } from 'vitest';
import { failed } from '../../support/program.ts';
import { eventually, scenarios, scenariosInEachPlacement } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';
import { signalProcesses } from '../../support/test-host.ts';
import { changed, installed, prepared, processes, slow } from './installed.ts';

const folder = import.meta.dirname;
const install = ['systemd', 'install', '--start'];

/** The names of the locks on the project. */
async function locks({ host, project }: Scenario): Promise<readonly string[]> {
  const { stdout } = await host.run('podman', ['secret', 'ls', '--format', '{{.Name}}']);
  return stdout.split('\n').filter((name) => name === `selkie-lock.${project}`);
}

/** Runs selkie with a second file. */
function withFile(app: Scenario, file: string, ...args: readonly string[]): ReturnType<Scenario['selkie']> {
  return app.selkie(['-f', 'compose.yaml', '-f', file, ...args], slow);
}

scenariosInEachPlacement('an install that fails', (placement) => {
  test('leaves nothing of a first one, and all of the one before', async () => {
    const app = await prepared(folder, { placement });
    await app.write('broken.yaml', 'services: { web: { command: [no-such-program] } }\n');
    const first = await withFile(app, 'broken.yaml', ...install);
    expect(first.exitCode).toBe(failed);
    expect(first.stderr).toContain('systemd/start-failed');
    expect(first.stderr).toContain('systemd/nothing-installed');
    expect(await app.everything()).toEqual([]);
    expect((await app.ok(['systemd', 'list'])).stdout).not.toContain(app.project);

    await app.ok(install, slow);
    const before = Object.keys(await processes(app));
    const { exitCode, stderr } = await withFile(app, 'broken.yaml', 'systemd', 'upgrade');
    expect(exitCode).toBe(failed);
    expect(stderr).toContain('failed to exec');
    expect(stderr).toContain('systemd/put-back');
    expect(await app.host.fetch(app.ports[0] ?? 0)).toBe('by systemd\n');
    expect(Object.keys(await processes(app))).toEqual(before);
    expect((await app.selkie(['systemd', 'diff'])).stdout).toBe('');
    expect(await locks(app)).toEqual([]);
  }, 240_000);
});

scenarios('an install', () => {
  test('that is interrupted leaves nothing, and holds the project until then', async () => {
    const app = await prepared(folder, {});
    // Its name tells the program from others of its kind.
    const file = `${app.project}.yaml`;
    await app.write(file, 'services: { db: { healthcheck: { test: "false", retries: 100 } } }\n');
    const running = withFile(app, file, ...install);
    await eventually(
      async () => Object.keys(await processes(app)),
      (names) => names.includes('db-1'),
      60_000,
    );
    expect(await locks(app)).toHaveLength(1);
    await signalProcesses(app.host, 'INT', `^node .*${file} systemd install`);
    expect((await running).exitCode).toBe(130);
    expect(await app.everything()).toEqual([]);
    expect(await locks(app)).toEqual([]);
    expect((await app.ok(['systemd', 'list'])).stdout).not.toContain(app.project);
  }, 180_000);

  test('puts the image back that had the name, when the new one does not start', async () => {
    const app = await prepared(folder, {});
    const image = `localhost/${app.project}-api`;
    const build = (...lines: readonly string[]) =>
      app.host.run('podman', ['build', '--quiet', '--tag', image, '-'], {
        input: [`FROM ${app.host.image}`, ...lines, ''].join('\n'),
      });
    const id = async () =>
      (await app.host.run('podman', ['image', 'inspect', '--format', '{{.Id}}', image])).stdout;
    await build('LABEL good=1');
    const withImage = { env: { API_IMAGE: image }, ...slow };
    await app.ok(install, withImage);
    const good = await id();
    await app.write('build.yaml', 'services: { api: { build: { context: ., dockerfile: Broken } } }\n');
    await app.write('Broken', `FROM ${app.host.image}\nRUN rm /bin/httpd\n`);
    const { exitCode, stderr } = await app.selkie(
      ['-f', 'compose.yaml', '-f', 'build.yaml', 'systemd', 'upgrade', '--build'],
      withImage,
    );
    expect([exitCode, stderr]).toEqual([failed, expect.stringContaining('systemd/put-back')]);
    expect(await id()).toBe(good);
    expect(await app.host.fetch(app.ports[1] ?? 0)).toBe('by systemd\n');
    await app.ok(['systemd', 'uninstall', '-v'], withImage);
    await app.host.run('podman', ['rmi', '--force', '--ignore', image]);
  }, 240_000);
});

scenarios('an upgrade', () => {
  test('makes a changed network anew, and uses a changed volume as it is, with a warning', async () => {
    const app = await installed(folder, { placement: 'network' });
    await app.inside('db', ['sh', '-c', 'echo kept >/data/kept']);
    await app.write(
      'changed.yaml',
      [
        'networks: { default: { ipam: { config: [{ subnet: 10.213.7.0/24 }] } } }',
        'volumes: { data: { labels: { new: "1" } } }',
        '',
      ].join('\n'),
    );
    const { exitCode, stderr } = await withFile(app, 'changed.yaml', 'systemd', 'upgrade');
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('systemd/volume-differs')]);
    const networks = await app.each(({ NetworkSettings }) =>
      Object.values(NetworkSettings.Networks ?? {}).map(({ IPAddress }) => IPAddress.replace(/\d+$/u, '')),
    );
    expect(networks['db-1']).toEqual(['10.213.7.']);
    expect(Object.keys(networks)).toHaveLength(6);
    expect((await app.inside('db', ['cat', '/data/kept'])).stdout).toBe('kept\n');
    expect(await app.host.fetch(app.ports[0] ?? 0)).toBe('by systemd\n');
  }, 180_000);

  test('with nothing to do touches nobody, and --strict refuses what units cannot keep', async () => {
    const app = await installed(folder, {});
    const before = await processes(app);
    await app.ok(['systemd', 'upgrade', '--strict'], slow);
    expect(changed(before, await processes(app))).toEqual([]);
    await app.write('lost.yaml', 'services: { api: { pull_policy: daily } }\n');
    const { exitCode, stderr } = await withFile(app, 'lost.yaml', 'systemd', 'upgrade', '--strict');
    expect(exitCode).toBe(failed);
    expect(stderr).toContain('systemd/no-equivalent');
    expect(stderr).toContain('systemd/strict');
    expect(changed(before, await processes(app))).toEqual([]);
  }, 180_000);
});
