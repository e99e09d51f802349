import { createHash } from 'node:crypto';

/** What every machine has installed. `catatonit` is only recommended by podman, but without it no pod has an infra container. */
export const basePackages: readonly string[] = [
  'aardvark-dns',
  'busybox-static',
  'ca-certificates',
  'catatonit',
  'crun',
  'dbus',
  'dbus-user-session',
  'iproute2',
  'iptables',
  'netavark',
  'nftables',
  'passt',
  'podman',
  'systemd',
  'systemd-sysv',
  'uidmap',
];

/** Files without which a machine cannot boot or run a pod; paths inside the root. */
export const keyFiles: readonly string[] = [
  'usr/bin/busybox',
  'usr/bin/catatonit',
  'usr/bin/conmon',
  'usr/bin/crun',
  'usr/bin/dash',
  'usr/bin/dbus-daemon',
  'usr/bin/ip',
  'usr/bin/podman',
  'usr/lib/podman/aardvark-dns',
  'usr/lib/podman/netavark',
  'usr/lib/systemd/systemd',
  'usr/lib/systemd/system/podman.socket',
  'usr/sbin/nft',
];

/** The name of the pristine root with these packages: equal for equal content, different otherwise. */
export function pristineKey(suite: string, packages: readonly string[], arch: string): string {
  const wanted = [...new Set([...basePackages, ...packages])].sort();
  const hash = createHash('sha256').update(wanted.join('\n')).digest('hex').slice(0, 8);
  return `${suite}-${arch}-${hash}`;
}
