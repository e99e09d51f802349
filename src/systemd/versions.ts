import type { Version } from '../podman/version.ts';
import { isAtLeast, parseVersion } from '../podman/version.ts';

/** The kinds of Quadlet files that are written. */
export type QuadletKind = 'Container' | 'Pod' | 'Network' | 'Volume' | 'Build' | 'Kube' | 'Quadlet';

/** version → the keys that it brought. No key was ever taken away. */
const keysByVersion: Readonly<Record<QuadletKind, Readonly<Record<string, string>>>> = {
  Container: {
    '4.4':
      'AddCapability AddDevice Annotation ContainerName DropCapability Environment Exec ExposeHostPort Image Label Network NoNewPrivileges Notify PodmanArgs PublishPort ReadOnly RunInit SeccompProfile User Volume',
    '4.5':
      'HealthCmd HealthInterval HealthRetries HealthStartPeriod HealthTimeout HealthStartupCmd HealthStartupInterval HealthStartupRetries HealthStartupTimeout LogDriver Mount Rootfs Secret Tmpfs UserNS',
    '4.6': 'AutoUpdate HostName Mask Pull Sysctl Unmask WorkingDir',
    '4.7': 'DNS DNSOption DNSSearch PidsLimit ShmSize',
    '4.8': 'GlobalArgs ReadOnlyTmpfs',
    '5.0': 'Entrypoint Pod StopTimeout Ulimit',
    '5.1': 'GroupAdd',
    '5.2': 'LogOpt StopSignal',
    '5.3': 'AddHost CgroupsMode',
    '5.5': 'Memory',
    '5.8': 'AppArmor',
  },
  Pod: {
    '5.0': 'Network PodName PodmanArgs PublishPort',
    '5.3': 'AddHost DNS DNSOption DNSSearch UserNS',
    '5.4': 'ShmSize',
    '5.6': 'ExitPolicy Label',
  },
  Network: {
    '4.4': 'DisableDNS Driver Gateway IPAMDriver IPRange IPv6 Internal Label Options Subnet',
    '4.6': 'PodmanArgs',
    '4.7': 'DNS NetworkName',
  },
  Volume: {
    '4.4': 'Device Label Options Type',
    '4.6': 'PodmanArgs',
    '4.7': 'VolumeName',
    '4.8': 'Driver',
  },
  Build: {
    '5.2': 'File ImageTag Label Network PodmanArgs Pull Secret SetWorkingDirectory Target',
    '5.7': 'BuildArg',
  },
  Kube: { '4.4': 'Network Yaml', '4.5': 'LogDriver', '5.2': 'LogOpt', '5.3': 'ServiceName' },
  Quadlet: { '5.3': 'DefaultDependencies' },
};

const since = new Map(
  Object.entries(keysByVersion).flatMap(([kind, versions]) =>
    Object.entries(versions).flatMap(([version, keys]) =>
      keys.split(' ').map((key) => [`${kind}.${key}`, parseVersion(version)] as const),
    ),
  ),
);

/** True when the generator of that Podman knows the key. It leaves a unit out for one that it does not know. */
export function hasKey(kind: QuadletKind, key: string, version: Version): boolean {
  const first = since.get(`${kind}.${key}`);
  return first !== undefined && isAtLeast(version, first);
}

/** The first Podman with pods in Quadlet. */
export const firstWithPods: Version = [5, 0, 0];

/** The first Podman with builds in Quadlet. */
export const firstWithBuilds: Version = [5, 2, 0];

/** The first Podman with Quadlet, as far as names can be chosen for networks and volumes. */
export const firstWithQuadlet: Version = [4, 7, 0];
