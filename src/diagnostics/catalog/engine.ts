import { entry } from '../entry.ts';

/** What Podman answered when it could not do something. */
export interface Refusal {
  /** Completes "could not": `create container web-1`. */
  readonly action: string;
  /** The engine's own words. */
  readonly cause: string;
}

/** Finding and talking to a Podman engine. */
export const engineEntries = {
  'engine/none': entry<{ next: readonly string[] }>({
    severity: 'error',
    message: () => 'no Podman engine was found',
    help: ({ next }) =>
      `\`selkie bootstrap\` gets one and brings the project up; \`selkie doctor\` says what is in the way, and \`selkie info\` where Selkie looked; by hand: ${next.join(', or ')}`,
  }),
  'engine/unreachable': entry<{ uri: string; source: string; problem: string; hint: string | undefined }>({
    severity: 'error',
    message: ({ uri, source, problem }) => `the engine at \`${uri}\` (${source}) does not answer: ${problem}`,
    help: ({ hint }) => hint ?? 'start the engine there, or name another one with `--url`',
  }),
  'engine/bad-address': entry<{ address: string; source: string; problem: string }>({
    severity: 'error',
    message: ({ address, source, problem }) => `cannot use \`${address}\` (${source}): ${problem}`,
    help: () =>
      'use `unix:///path/to/podman.sock`, `tcp://host:port` or `ssh://user@host:port/path/to/podman.sock`',
  }),
  'engine/unknown-connection': entry<{ name: string; known: readonly string[]; nearest: string | undefined }>(
    {
      severity: 'error',
      message: ({ name }) => `there is no Podman connection called \`${name}\``,
      help: ({ known, nearest }) =>
        nearest !== undefined
          ? `did you mean \`${nearest}\`?`
          : known.length > 0
            ? `known connections: ${known.map((name) => `\`${name}\``).join(', ')}`
            : 'add one with `podman system connection add`',
    },
  ),
  'engine/too-old': entry<{ uri: string; version: string; oldest: string }>({
    severity: 'error',
    message: ({ version, uri, oldest }) =>
      `the engine at \`${uri}\` is Podman ${version}, and Selkie needs ${oldest} or newer`,
    help: () => 'update Podman, or let Selkie bring its own: `selkie machine init && selkie machine start`',
  }),
  'engine/not-podman': entry<{ uri: string; source: string }>({
    severity: 'error',
    message: ({ uri, source }) => `what answers at \`${uri}\` (${source}) is not Podman`,
    help: () =>
      'Selkie uses an interface that only Podman has: name its socket with `--url` or CONTAINER_HOST',
  }),
  'engine/socket-denied': entry<{ path: string; source: string }>({
    severity: 'error',
    message: ({ path, source }) => `no permission to open the engine's socket \`${path}\` (${source})`,
    help: () =>
      'use your own engine (`systemctl --user enable --now podman.socket`), or run Selkie as the user who owns the socket',
  }),
  'engine/ssh-failed': entry<{ destination: string; output: string; hint: string | undefined }>({
    severity: 'error',
    message: ({ destination, output }) => `ssh to \`${destination}\` failed: ${output}`,
    help: ({ hint }) => hint,
  }),
  'engine/service-failed': entry<{ command: string; output: string }>({
    severity: 'error',
    message: ({ command, output }) => `\`${command}\` did not come up: ${output}`,
  }),
  'engine/connection-lost': entry<{ action: string; problem: string }>({
    severity: 'error',
    message: ({ action, problem }) =>
      `the connection to the engine broke while trying to ${action}: ${problem}`,
    help: () => 'the engine may have been stopped or restarted; run the command again',
  }),
  'engine/bad-reply': entry<{ what: string; problem: string }>({
    severity: 'error',
    message: ({ what, problem }) => `the engine's reply makes no sense: in \`${what}\`, ${problem}`,
    help: () => 'is it really Podman that answers there? `selkie info` says which engine is used',
  }),

  'engine/request-failed': entry<Refusal & { status: number }>({
    severity: 'error',
    message: ({ action, cause }) => `Podman could not ${action}: ${cause}`,
  }),
  'engine/port-in-use': entry<Refusal & { port: string; protocol: string }>({
    severity: 'error',
    message: ({ action, port, protocol }) =>
      `could not ${action}: host port ${port}/${protocol} is already in use`,
    help: ({ port }) => {
      const hint = `\`ss -lntup | grep ${port}\` shows who has it; stop that, or publish another port in \`ports\``;
      return port === '53'
        ? `${hint}; if it is \`aardvark-dns\`, the DNS server of Podman’s networks, \`dns_bind_port = 5053\` under \`[network]\` in containers.conf moves it`
        : hint;
    },
  }),
  'engine/port-denied': entry<Refusal & { port: string }>({
    severity: 'error',
    message: ({ action, port }) => `could not ${action}: host port ${port} may only be opened by root`,
    help: ({ port }) =>
      `publish a port from 1024 up, or allow it with \`sysctl net.ipv4.ip_unprivileged_port_start=${port}\``,
  }),
  'engine/name-in-use': entry<Refusal & { name: string | undefined }>({
    severity: 'error',
    message: ({ action, name }) =>
      name === undefined
        ? `could not ${action}: the name is already in use`
        : `could not ${action}: the name \`${name}\` is already in use`,
    help: ({ name }) =>
      `something outside this project has it; look at it with \`podman ps --all\`, and remove it${
        name === undefined ? '' : ` with \`podman rm ${name}\``
      } or choose another name`,
  }),
  'engine/subnet-clash': entry<Refusal & { subnet: string }>({
    severity: 'error',
    message: ({ action, subnet }) =>
      `could not ${action}: the subnet ${subnet} is already used on the host or by another network`,
    help: () => 'choose another subnet under `ipam`, or leave it out and let Podman choose a free one',
  }),
  'engine/bridge-taken': entry<Refusal & { bridge: string; kind: string }>({
    severity: 'error',
    message: ({ action, bridge, kind }) =>
      `could not ${action}: its network’s bridge is \`${bridge}\`, and another interface (${kind}) has that name`,
    help: ({ kind }) =>
      kind === 'tun'
        ? 'without a default route on the host, the way out of an ordinary user’s containers is named after a bridge of root’s: `selkie doctor` says how to mend that; or give the bridge a name with `driver_opts: { com.docker.network.bridge.name: NAME }` at the network'
        : 'give the bridge another name with `driver_opts: { com.docker.network.bridge.name: NAME }` at the network',
  }),
  'engine/image-unknown': entry<Refusal & { image: string | undefined }>({
    severity: 'error',
    message: ({ action, image }) =>
      image === undefined
        ? `could not ${action}: the image is not on the engine`
        : `could not ${action}: the image \`${image}\` is not on the engine`,
    help: () => 'get it with `selkie pull` or `selkie build`, or check `pull_policy`',
  }),
  'engine/short-name': entry<Refusal & { image: string }>({
    severity: 'error',
    message: ({ action, image }) =>
      `could not ${action}: \`${image}\` names no registry, and the engine does not search any`,
    help: ({ image }) => `write the whole name, for example \`docker.io/${hubPath(image)}\``,
  }),
  'engine/image-not-found': entry<Refusal>({
    severity: 'error',
    message: ({ action, cause }) =>
      action.startsWith('push ')
        ? `could not ${action}: the registry needs a login, or does not take it from this one (${cause})`
        : `could not ${action}: the registry does not have it, or needs a login (${cause})`,
    help: ({ action }) =>
      action.startsWith('push ')
        ? 'log in first with `podman login REGISTRY`, and see that the name is one that you may push to'
        : 'check name and tag; for a private image log in first with `podman login REGISTRY`',
  }),
  'engine/registry-unreachable': entry<Refusal & { registry: string }>({
    severity: 'error',
    message: ({ action, registry, cause }) =>
      `could not ${action}: cannot reach the registry ${registry} (${cause})`,
    help: () => "check the engine's network and proxy; an image that is there already needs no registry",
  }),
  'engine/insecure-registry': entry<Refusal & { registry: string }>({
    severity: 'error',
    message: ({ action, registry }) => `could not ${action}: the registry ${registry} speaks plain HTTP`,
    help: ({ registry }) =>
      `if that is meant, add it to /etc/containers/registries.conf on the engine: \`[[registry]]\`, \`location = "${registry}"\`, \`insecure = true\``,
  }),
  'engine/path-missing': entry<Refusal & { path: string }>({
    severity: 'error',
    message: ({ action, path }) => `could not ${action}: \`${path}\` does not exist where the engine runs`,
    help: () => 'create it, or correct the path in the compose file',
  }),
  'engine/command-not-found': entry<Refusal & { command: string }>({
    severity: 'error',
    message: ({ action, command }) => `could not ${action}: the image has no \`${command}\` to run`,
    help: () => 'check `command` and `entrypoint`, and that the program is on the PATH inside the image',
  }),
  'engine/command-denied': entry<Refusal & { command: string }>({
    severity: 'error',
    message: ({ action, command }) => `could not ${action}: \`${command}\` may not be executed`,
    help: () => 'make the file executable (`chmod +x`), and check that it is a program or begins with `#!`',
  }),
  'engine/no-controller': entry<Refusal & { file: string }>({
    severity: 'error',
    message: ({ action, file }) =>
      `could not ${action}: the engine's cgroups cannot apply the limit behind \`${file}\``,
    help: () =>
      'take the limit out of the compose file, or delegate the controller (for rootless Podman: `Delegate=cpu cpuset io memory pids` for user@.service)',
  }),
  'engine/no-space': entry<Refusal>({
    severity: 'error',
    message: ({ action, cause }) => `could not ${action}: the engine's disk is full (${cause})`,
    help: () => 'free space with `podman system prune`, or look at `podman system df`',
  }),
  'engine/no-locks': entry<Refusal>({
    severity: 'error',
    message: ({ action }) => `could not ${action}: the engine has no free locks left`,
    help: () =>
      'remove containers, pods and volumes that are no longer needed, or raise `num_locks` in containers.conf',
  }),
  'engine/in-use': entry<Refusal>({
    severity: 'error',
    message: ({ action, cause }) => `could not ${action}: it is still in use (${cause})`,
    help: () => 'something outside this project uses it; `podman ps --all` shows what',
  }),
  'engine/database-busy': entry<Refusal>({
    severity: 'error',
    message: ({ action }) => `could not ${action}: the engine's database was locked for too long`,
    help: () => 'run the command again; engines before 4.8.1 do this under load',
  }),
  'engine/build-failed': entry<Refusal>({
    severity: 'error',
    message: ({ action, cause }) => `could not ${action}: ${cause}`,
  }),
} as const;

/** Docker Hub's path for a short name: official images live under `library`. */
function hubPath(image: string): string {
  return image.includes('/') ? image : `library/${image}`;
}
