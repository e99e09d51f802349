import type { MachineSpec } from '../machine-spec.ts';

/** What of the host decides how its machines are configured. */
export interface HostFacts {
  /** Controllers of cgroup v2 that the machine may use. */
  readonly controllers: ReadonlySet<string>;
  /** Whether processes may raise their hard limits (CAP_SYS_RESOURCE). */
  readonly canRaiseLimits: boolean;
  /** Hard limits; undefined is unlimited. */
  readonly maxOpenFiles: number | undefined;
  readonly maxProcesses: number | undefined;
  /** The name servers: text of resolv.conf. */
  readonly resolvConf: string;
  /** http_proxy and its like, as the caller has them. */
  readonly proxies: ReadonlyMap<string, string>;
  /** The file system under the machine is an overlay itself, on which no other can lie. */
  readonly isOnOverlay: boolean;
}

/** Units that would act on the host (its kernel settings, its disks, its terminal), or that a machine has no use for. Masked. */
const maskedUnits: readonly string[] = [
  'apt-daily-upgrade.timer',
  'apt-daily.timer',
  'console-getty.service',
  'dev-hugepages.mount',
  'dpkg-db-backup.timer',
  'fstrim.timer',
  'getty@tty1.service',
  'ldconfig.service',
  'sys-fs-fuse-connections.mount',
  'sys-kernel-config.mount',
  'sys-kernel-debug.mount',
  'sys-kernel-tracing.mount',
  'systemd-binfmt.service',
  'systemd-firstboot.service',
  'systemd-modules-load.service',
  'systemd-pstore.service',
  'systemd-random-seed.service',
  'systemd-remount-fs.service',
  'systemd-sysctl.service',
  'systemd-timesyncd.service',
  'systemd-tmpfiles-clean.timer',
];

/** The files of a machine's root that we write before each boot, by path inside it. Everything else is Debian's or its users'. */
export function rootFiles(
  spec: Pick<MachineSpec, 'name' | 'network'>,
  facts: HostFacts,
): ReadonlyMap<string, string> {
  const files = new Map<string, string>([
    ['etc/hostname', `${spec.name}\n`],
    ['etc/hosts', `127.0.0.1 localhost ${spec.name}\n::1 localhost ${spec.name}\n`],
    ['etc/resolv.conf', spec.network === 'host' ? facts.resolvConf : ''],
    ['etc/containers/containers.conf.d/50-selkie.conf', containersConf(facts)],
    ['etc/systemd/system/sockets.target.d/50-selkie.conf', '[Unit]\nWants=podman.socket\n'],
    ['etc/systemd/system/multi-user.target.d/50-selkie.conf', '[Unit]\nWants=podman-restart.service\n'],
    // /tmp is the host's: a private one would leave its folders there.
    ['etc/systemd/system/service.d/50-selkie.conf', '[Service]\nPrivateTmp=no\n'],
    ['etc/systemd/journald.conf.d/50-selkie.conf', '[Journal]\nStorage=volatile\nRuntimeMaxUse=32M\n'],
  ]);
  // An empty unit file masks as a link to /dev/null does.
  for (const unit of maskedUnits) files.set(`etc/systemd/system/${unit}`, '');
  if (facts.isOnOverlay) files.set('etc/containers/storage.conf', storageConf);
  return files;
}

/**
 * A file of tmpfiles.d without the lines about shared folders: what they clear, empty or change there is the host's.
 * undefined when no line is about them.
 */
export function withoutSharedPaths(text: string, shares: readonly string[]): string | undefined {
  const lines = text.split('\n');
  const kept = lines.filter((line) => {
    const path = /^\s*[a-zA-Z][-+!=~^$]*\s+(\S+)/.exec(line)?.[1];
    return path === undefined || !shares.some((share) => `${path}/`.startsWith(`${share}/`));
  });
  return kept.length === lines.length ? undefined : kept.join('\n');
}

const overlayConfig = ['[storage]', 'driver = "vfs"', 'runroot = "/run/containers/storage"'];
const storageConf = `${overlayConfig.join('\n')}\ngraphroot = "/var/lib/containers/storage"\n`;

/** Podman's own defaults are 1048576 files and 4194304 processes. */
const podmanOpenFiles = 1_048_576;
const podmanProcesses = 4_194_304;

function containersConf(facts: HostFacts): string {
  const containers: string[] = [];
  const engine: string[] = [];
  if (!facts.controllers.has('pids')) containers.push('pids_limit = 0');
  const limits = facts.canRaiseLimits
    ? []
    : [
        ...limit('nofile', facts.maxOpenFiles, podmanOpenFiles),
        ...limit('nproc', facts.maxProcesses, podmanProcesses),
      ];
  if (limits.length > 0) containers.push(`default_ulimits = [${limits.map(quote).join(', ')}]`);
  if (!['cpu', 'memory', 'pids'].every((name) => facts.controllers.has(name))) {
    engine.push('cgroup_manager = "cgroupfs"');
  }
  if (facts.proxies.size > 0) {
    const pairs = [...facts.proxies].map(([name, value]) => quote(`${name}=${value}`));
    engine.push(`env = [${pairs.join(', ')}]`);
  }
  return [...section('containers', containers), ...section('engine', engine), ''].join('\n');
}

function section(name: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`[${name}]`, ...lines];
}

function limit(name: string, hard: number | undefined, usual: number): readonly string[] {
  return hard === undefined || hard >= usual ? [] : [`${name}=${hard}:${hard}`];
}

/** A TOML basic string; JSON's escapes are among TOML's. */
function quote(text: string): string {
  return JSON.stringify(text);
}
