import type { FlagTable } from './flag-table.ts';

/** The key of `[Container]` for each flag of `podman run` that has one. */
export const containerKeys: FlagTable = {
  'add-host': { key: 'AddHost', reading: 'raw' },
  annotation: { key: 'Annotation', reading: 'words' },
  'cap-add': { key: 'AddCapability', reading: 'list' },
  'cap-drop': { key: 'DropCapability', reading: 'list' },
  cgroups: { key: 'CgroupsMode', reading: 'raw' },
  device: { key: 'AddDevice', reading: 'list' },
  dns: { key: 'DNS', reading: 'raw' },
  'dns-option': { key: 'DNSOption', reading: 'raw' },
  'dns-search': { key: 'DNSSearch', reading: 'raw' },
  entrypoint: { key: 'Entrypoint', reading: 'single', value: (text) => (text === '[]' ? undefined : text) },
  env: { key: 'Environment', reading: 'words' },
  expose: {
    key: 'ExposeHostPort',
    reading: 'raw',
    value: (text) => (text.includes(',') ? undefined : text),
  },
  'group-add': { key: 'GroupAdd', reading: 'raw' },
  hostname: { key: 'HostName', reading: 'single' },
  init: { key: 'RunInit', reading: 'on' },
  label: [
    { key: 'AutoUpdate', reading: 'single', value: after('io.containers.autoupdate=') },
    { key: 'Label', reading: 'words' },
  ],
  'log-driver': { key: 'LogDriver', reading: 'single' },
  'log-opt': { key: 'LogOpt', reading: 'list' },
  memory: { key: 'Memory', reading: 'single' },
  mount: { key: 'Mount', reading: 'words' },
  name: { key: 'ContainerName', reading: 'single' },
  network: { key: 'Network', reading: 'raw' },
  'pids-limit': { key: 'PidsLimit', reading: 'raw' },
  pod: { key: 'Pod', reading: 'raw' },
  publish: { key: 'PublishPort', reading: 'raw' },
  'read-only': { key: 'ReadOnly', reading: 'on' },
  'read-only-tmpfs': { key: 'ReadOnlyTmpfs', reading: 'raw' },
  rootfs: { key: 'Rootfs', reading: 'single' },
  secret: { key: 'Secret', reading: 'words' },
  'security-opt': [
    {
      key: 'NoNewPrivileges',
      reading: 'on',
      value: (text) => (text === 'no-new-privileges' ? text : undefined),
    },
    { key: 'SeccompProfile', reading: 'single', value: after('seccomp=') },
    { key: 'AppArmor', reading: 'single', value: after('apparmor=') },
  ],
  'shm-size': { key: 'ShmSize', reading: 'single' },
  'stop-signal': { key: 'StopSignal', reading: 'raw' },
  'stop-timeout': { key: 'StopTimeout', reading: 'raw' },
  sysctl: { key: 'Sysctl', reading: 'list' },
  tmpfs: { key: 'Tmpfs', reading: 'raw' },
  ulimit: { key: 'Ulimit', reading: 'raw' },
  user: { key: 'User', reading: 'single' },
  userns: { key: 'UserNS', reading: 'single' },
  // The generator has systemd look for the mounts below the path, which then has to be a path to systemd as well.
  volume: {
    key: 'Volume',
    reading: 'raw',
    value: (text) => (/^\/[^:]*[\s\\"']/u.test(text) ? undefined : text),
  },
  workdir: { key: 'WorkingDir', reading: 'single' },
};

/** The key of `[Pod]` for each flag of `podman pod create` that has one. */
export const podKeys: FlagTable = {
  'add-host': { key: 'AddHost', reading: 'raw' },
  dns: { key: 'DNS', reading: 'raw' },
  'dns-option': { key: 'DNSOption', reading: 'raw' },
  'dns-search': { key: 'DNSSearch', reading: 'raw' },
  'exit-policy': { key: 'ExitPolicy', reading: 'raw' },
  label: { key: 'Label', reading: 'words' },
  name: { key: 'PodName', reading: 'single' },
  network: { key: 'Network', reading: 'raw' },
  publish: { key: 'PublishPort', reading: 'raw' },
  'shm-size': { key: 'ShmSize', reading: 'single' },
  userns: { key: 'UserNS', reading: 'single' },
};

function after(prefix: string): (text: string) => string | undefined {
  return (text) => (text.startsWith(prefix) ? text.slice(prefix.length) : undefined);
}
