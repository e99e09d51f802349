/** What podman-compose and docker compose have by another name, or for what Selkie does in another way: the way here, as a hint. */
const options: ReadonlyMap<string, string> = new Map([
  ...['--podman-path', '--podman-args'].map(
    (name) =>
      [
        name,
        'Selkie talks to Podman over its API: `--url` or `--connection` says which, `selkie info` which it took',
      ] as const,
  ),
  ...['--podman-run-args', '--podman-start-args', '--podman-stop-args', '--podman-rm-args'].map(
    (name) =>
      [
        name,
        'write it into the compose file, which has a key for it (docs/compose-support.md); for the pod there is `--pod-args`',
      ] as const,
  ),
  ['--podman-build-args', 'write it into `build:`, which has a key for it (docs/compose-support.md)'],
  [
    '--podman-pull-args',
    '`pull_policy` and `platform` of the service say how; logins come from `podman login`',
  ],
  ['--podman-push-args', 'logins come from `podman login`, and registries without TLS from registries.conf'],
  ['--podman-volume-args', 'write it into `driver_opts` of the volume'],
  ['--podman-inspect-args', '`selkie ps --format json` has most of it, `podman inspect` all'],
  ['--no-pod', 'use `--in-pod false` or `--placement network`'],
  ['--transform_policy', 'use `--placement`'],
]);

const ofSystemd: ReadonlyMap<string, string> = new Map(
  ['-a', '--action'].map((name) => [
    name,
    '`selkie systemd install` makes units that systemd starts by itself; `list` shows and `uninstall` removes them',
  ]),
);

const commands: ReadonlyMap<string, string> = new Map([
  [
    'publish',
    'push the images with `selkie push`, and keep the compose file in a git repository: `-f` reads it from there',
  ],
  [
    'bridge',
    '`selkie systemd generate` writes units; `podman kube generate` writes Kubernetes files of what runs',
  ],
  ['alpha', '`selkie graph` draws a project, `selkie plan` what would be done'],
  ['generate', '`selkie systemd generate` writes units'],
]);

/** The way here for an option that others have; undefined where nobody has it. */
export function wayForOption(command: string, option: string): string | undefined {
  return (command === 'selkie systemd' ? ofSystemd.get(option) : undefined) ?? options.get(option);
}

/** The way here for a command that others have. */
export function wayForCommand(name: string): string | undefined {
  return commands.get(name);
}
