import { expect, onTestFinished, test } from 'vitest';
import { startRegistry } from '../../support/registry.ts';
import { eventually } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';
import type { HostUser } from '../../support/test-host.ts';
import { changed, inEachCombination, prepared, processes, slow } from './installed.ts';

const folder = import.meta.dirname;

/** What the tests do with images, as the user whose project it is. */
interface Images {
  /** Builds an image of the test's under a name, with a label or whatever else the lines say. */
  readonly build: (name: string, ...lines: readonly string[]) => Promise<void>;
  /** Builds one and pushes it to a name in the registry, without this engine knowing it by that name. */
  readonly publish: (name: string, ...lines: readonly string[]) => Promise<void>;
  /** `v` of the image that a service's container was made from. */
  readonly labelOf: (service: string) => Promise<string | undefined>;
}

function imagesOf(app: Scenario, asUser: HostUser): Images {
  const podman = async (args: readonly string[], input = ''): Promise<void> => {
    const { exitCode, stderr } = await app.host.run('podman', args, { asUser, input, ...slow });
    if (exitCode !== 0) throw new Error(`podman ${args.join(' ')}: ${stderr}`);
  };
  const build: Images['build'] = (name, ...lines) =>
    podman(['build', '--quiet', '--tag', name, '-'], [`FROM ${app.host.image}`, ...lines, ''].join('\n'));
  const fresh = `localhost/${app.project}-fresh`;
  return {
    build,
    publish: async (name, ...lines) => {
      await build(fresh, ...lines);
      await podman(['push', '--quiet', '--tls-verify=false', fresh, name]);
    },
    labelOf: async (service) => (await app.container(service)).Config.Labels['v'],
  };
}

/** What `podman auto-update` says of the project's containers: service → what came of it. */
async function autoUpdate(
  app: Scenario,
  asUser: HostUser,
  ...args: readonly string[]
): Promise<Readonly<Record<string, string>>> {
  const format = '{{.Container}} {{.Unit}} {{.Policy}} {{.Updated}}';
  const { stdout } = await app.host.run(
    'podman',
    ['auto-update', '--tls-verify=false', '--format', format, ...args],
    { asUser, ...slow },
  );
  const name = new RegExp(`^\\S+ \\(${app.project}-(\\S+)-1\\) ${app.project}-(.*)$`, 'u');
  return Object.fromEntries(
    stdout.split('\n').flatMap((line) => {
      const [, service = '', rest = ''] = name.exec(line) ?? [];
      return service === '' ? [] : [[service, rest] as const];
    }),
  );
}

inEachCombination('podman auto-update', ({ asUser, placement }) => {
  test(
    'knows the units and takes newer images into them, from the registry and from here',
    { timeout: 300_000 },
    async () => {
      const app = await prepared(folder, { asUser, placement });
      const { host, ports, project } = app;
      const [, port = 0, registry = 0] = ports;
      await startRegistry(host, registry, 'open');
      const remote = `127.0.0.1:${registry}/team/api:1`;
      const local = `localhost/${project}-worker`;
      const { build, publish, labelOf } = imagesOf(app, asUser);
      onTestFinished(async () => {
        const images = [remote, local, `localhost/${project}-fresh`];
        await host.run('podman', ['rmi', '--force', '--ignore', ...images], { asUser, ...slow });
      });
      await publish(remote, 'LABEL v=1');
      await host.run('podman', ['pull', '--quiet', '--tls-verify=false', remote], { asUser, ...slow });
      await build(local, 'LABEL v=1');
      await app.write(
        'auto.yaml',
        [
          'services:',
          `  api: { image: '${remote}', x-podman.auto_update: registry }`,
          `  worker: { image: '${local}', scale: 1, x-podman: { auto_update: local, placement: beside } }`,
        ].join('\n'),
      );
      const files = ['-f', 'compose.yaml', '-f', 'auto.yaml'];
      await app.ok([...files, 'systemd', 'install', '--start'], slow);
      // Podman restarts the pod of what is in one, and with it what else the project has.
      const isAlone = placement === 'network';
      const said = (api: string, worker: string) => ({
        api: `${isAlone ? 'api' : 'pod'}.service registry ${api}`,
        worker: `worker.service local ${worker}`,
      });
      expect(await autoUpdate(app, asUser, '--dry-run')).toEqual(said('false', 'false'));

      const first = await processes(app, asUser);
      await publish(remote, 'LABEL v=2');
      expect(await autoUpdate(app, asUser, '--dry-run')).toEqual(said('pending', 'false'));
      expect(await autoUpdate(app, asUser)).toEqual(said('true', 'false'));
      const all = Object.keys(first);
      const second = await eventually(
        () => processes(app, asUser),
        (now) => Object.keys(now).length === all.length,
        60_000,
      );
      expect(changed(first, second)).toEqual(isAlone ? ['api-1'] : all);
      expect(await labelOf('api')).toBe('2');
      await eventually(
        () => host.fetch(port).catch((error: unknown) => String(error)),
        (text) => text === 'by systemd\n',
      );

      await build(local, 'LABEL v=2');
      expect(await autoUpdate(app, asUser, '--dry-run')).toEqual(said('false', 'pending'));
      expect(await autoUpdate(app, asUser)).toEqual(said('false', 'true'));
      const third = await eventually(
        () => processes(app, asUser),
        (now) => Object.keys(now).length === all.length,
        60_000,
      );
      expect(changed(second, third)).toEqual(['worker-1']);
      expect(await labelOf('worker')).toBe('2');

      // What Podman did is as if Selkie had done it.
      expect((await app.selkie([...files, 'systemd', 'diff'])).stdout).toBe('');
      await app.ok([...files, 'systemd', 'upgrade'], slow);
      expect(changed(third, await processes(app, asUser))).toEqual([]);
    },
  );
});
