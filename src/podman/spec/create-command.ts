import type { JsonObject } from '../../lib/json.ts';
import type { Fields } from '../decode/fields.ts';
import { fieldsOf } from '../decode/fields.ts';
import { healthCommand } from './health-command.ts';
import { namespaceFlag, networkFlags } from './network-flags.ts';

/**
 * The command that would create the same container. Podman keeps it with the container, and makes systemd units from it.
 * Secrets are in it by name only.
 */
export function createCommand(json: JsonObject): readonly string[] {
  const spec = fieldsOf(json, 'specification');
  const root = spec.has('rootfs') ? ['--rootfs', spec.text('rootfs')] : [spec.text('image')];
  return ['podman', 'create', ...createFlags(json), ...root, ...spec.texts('command')];
}

/** The flags of `podman run` and `podman create` that say the same as a specification: `--flag` or `--flag=value`. */
export function createFlags(json: JsonObject): readonly string[] {
  const spec = fieldsOf(json, 'specification');
  return [
    ...identityFlags(spec),
    ...processFlags(spec),
    ...networkFlags(spec),
    ...spec.keys('expose').map((port) => `--expose=${port}/${spec.child('expose').text(port)}`),
    ...namespaceFlag(spec, 'utsns', 'uts'),
    ...namespaceFlag(spec, 'pidns', 'pid'),
    ...namespaceFlag(spec, 'ipcns', 'ipc'),
    ...userFlags(spec),
    ...namespaceFlag(spec, 'cgroupns', 'cgroupns'),
    ...one(spec, 'cgroup_parent', 'cgroup-parent'),
    ...mountFlags(spec),
    ...limitFlags(spec),
    ...healthFlags(spec),
    ...rightFlags(spec),
    ...logFlags(spec),
    ...(spec.has('entrypoint') ? [`--entrypoint=${JSON.stringify(spec.texts('entrypoint'))}`] : []),
  ];
}

/** The command that would create the same pod. */
export function podCreateCommand(json: JsonObject): readonly string[] {
  return ['podman', 'pod', 'create', ...podCreateFlags(json)];
}

/** The flags of `podman pod create` that say the same as a pod's specification. */
export function podCreateFlags(json: JsonObject): readonly string[] {
  const spec = fieldsOf(json, 'specification');
  return [
    ...one(spec, 'name', 'name'),
    ...one(spec, 'infra_name', 'infra-name'),
    ...pairs(spec, 'labels', 'label'),
    ...one(spec, 'exit_policy', 'exit-policy'),
    `--share=${spec.texts('shared_namespaces').join(',')}`,
    ...networkFlags(spec),
    ...pairs(spec, 'sysctl', 'sysctl'),
    ...amount(spec, 'shm_size', 'shm-size', 'b'),
    ...namespaceFlag(spec, 'userns', 'userns'),
  ];
}

function identityFlags(spec: Fields): readonly string[] {
  return [
    ...one(spec, 'name', 'name'),
    ...one(spec, 'pod', 'pod'),
    ...pairs(spec, 'labels', 'label'),
    ...pairs(spec, 'annotations', 'annotation'),
    ...one(spec, 'hostname', 'hostname'),
  ];
}

function processFlags(spec: Fields): readonly string[] {
  const policy = spec.text('restart_policy');
  const tries = spec.number('restart_tries');
  return [
    ...pairs(spec, 'env', 'env'),
    ...many(spec, 'unsetenv', 'unsetenv'),
    ...on(spec, 'terminal', 'tty'),
    ...on(spec, 'stdin', 'interactive'),
    ...amount(spec, 'stop_signal', 'stop-signal'),
    ...amount(spec, 'stop_timeout', 'stop-timeout'),
    ...(policy === 'no' ? [] : [`--restart=${policy}${tries > 0 ? `:${tries}` : ''}`]),
    ...on(spec, 'remove', 'rm'),
    ...on(spec, 'init', 'init'),
    ...one(spec, 'user', 'user'),
    ...many(spec, 'groups', 'group-add'),
    ...one(spec, 'work_dir', 'workdir'),
    ...(spec.has('manage_password') ? [`--passwd=${spec.flag('manage_password')}`] : []),
    ...on(spec, 'use_image_hosts', 'no-hosts'),
  ];
}

/** A mapping of user ids brings its namespace with it. */
function userFlags(spec: Fields): readonly string[] {
  if (!spec.has('idmappings')) return namespaceFlag(spec, 'userns', 'userns');
  const maps = (key: string, flag: string): readonly string[] =>
    spec
      .child('idmappings')
      .children(key)
      .map(
        (range) =>
          `--${flag}=${range.number('container_id')}:${range.number('host_id')}:${range.number('size')}`,
      );
  return [...maps('UIDMap', 'uidmap'), ...maps('GIDMap', 'gidmap')];
}

function mountFlags(spec: Fields): readonly string[] {
  return [
    ...spec.children('mounts').map((mount) => {
      const options = mount.texts('options').join(',');
      const target = mount.text('destination');
      return mount.text('type') === 'tmpfs'
        ? `--tmpfs=${target}${options === '' ? '' : `:${options}`}`
        : `--volume=${mount.text('source')}:${target}:${options}`;
    }),
    ...spec
      .children('overlay_volumes')
      .map((mount) => `--volume=${mount.text('source')}:${mount.text('destination')}:O`),
    ...spec.children('volumes').map((volume) => {
      const [name, target, path] = [volume.text('Name'), volume.text('Dest'), volume.text('SubPath')];
      if (path !== '') {
        const readOnly = volume.texts('Options').includes('ro') ? ',ro' : '';
        return `--mount=type=volume,source=${name},target=${target},subpath=${path}${readOnly}`;
      }
      return name === ''
        ? `--volume=${target}`
        : `--volume=${name}:${target}:${volume.texts('Options').join(',')}`;
    }),
    ...spec.children('image_volumes').map((image) => {
      const base = `type=image,source=${image.text('Source')},destination=${image.text('Destination')}`;
      const path = image.text('subPath');
      return `--mount=${base},rw=${image.flag('ReadWrite')}${path === '' ? '' : `,subpath=${path}`}`;
    }),
    ...many(spec, 'volumes_from', 'volumes-from'),
    ...spec.children('secrets').map((secret) => {
      const owner = `uid=${secret.number('UID')},gid=${secret.number('GID')}`;
      const mode = secret.number('Mode').toString(8).padStart(4, '0');
      return `--secret=${secret.text('Source')},target=${secret.text('Target')},${owner},mode=${mode}`;
    }),
    ...(spec.flag('read_only_filesystem') ? ['--read-only', '--read-only-tmpfs=false'] : []),
    ...amount(spec, 'shm_size', 'shm-size', 'b'),
    ...pairs(spec, 'storage_opts', 'storage-opt'),
  ];
}

function limitFlags(spec: Fields): readonly string[] {
  const limits = spec.child('resource_limits');
  const [memory, cpu] = [limits.child('memory'), limits.child('cpu')];
  return [
    ...amount(memory, 'limit', 'memory', 'b'),
    ...amount(memory, 'reservation', 'memory-reservation', 'b'),
    ...(memory.number('swap') === -1 ? ['--memory-swap=-1'] : amount(memory, 'swap', 'memory-swap', 'b')),
    ...amount(memory, 'swappiness', 'memory-swappiness'),
    ...on(memory, 'disableOOMKiller', 'oom-kill-disable'),
    ...amount(cpu, 'shares', 'cpu-shares'),
    ...amount(cpu, 'period', 'cpu-period'),
    ...amount(cpu, 'quota', 'cpu-quota'),
    ...amount(cpu, 'realtimePeriod', 'cpu-rt-period'),
    ...amount(cpu, 'realtimeRuntime', 'cpu-rt-runtime'),
    ...one(cpu, 'cpus', 'cpuset-cpus'),
    ...amount(limits.child('pids'), 'limit', 'pids-limit'),
    ...amount(limits.child('blockIO'), 'weight', 'blkio-weight'),
    ...amount(spec, 'oom_score_adj', 'oom-score-adj'),
    ...spec
      .children('r_limits')
      .map((limit) => `--ulimit=${limit.text('type')}=${limit.number('soft')}:${limit.number('hard')}`),
    ...spec.children('devices').map((device) => `--device=${device.text('path')}`),
    ...spec.children('device_cgroup_rule').map((rule) => `--device-cgroup-rule=${deviceRule(rule)}`),
    ...deviceRates(spec),
  ];
}

/** `c 1:3 rwm`, as the device cgroup reads it. */
function deviceRule(rule: Fields): string {
  const number = (key: string): string => (rule.has(key) ? String(rule.number(key)) : '*');
  return `${rule.text('type')} ${number('major')}:${number('minor')} ${rule.text('access')}`;
}

/** Weights and rates of single block devices. */
function deviceRates(spec: Fields): readonly string[] {
  const of = (key: string, member: string, flag: string): readonly string[] =>
    spec.keys(key).map((path) => `--${flag}=${path}:${spec.child(key).child(path).number(member)}`);
  return [
    ...of('weightDevice', 'weight', 'blkio-weight-device'),
    ...of('throttleReadBpsDevice', 'rate', 'device-read-bps'),
    ...of('throttleWriteBpsDevice', 'rate', 'device-write-bps'),
    ...of('throttleReadIOPSDevice', 'rate', 'device-read-iops'),
    ...of('throttleWriteIOPSDevice', 'rate', 'device-write-iops'),
  ];
}

function healthFlags(spec: Fields): readonly string[] {
  if (!spec.has('healthconfig')) return [];
  const check = spec.child('healthconfig');
  const test = check.texts('Test');
  if (test[0] === 'NONE') return ['--no-healthcheck'];
  return [
    ...(test.length === 0 ? [] : [`--health-cmd=${healthCommand(test)}`]),
    ...duration(check, 'Interval', 'health-interval'),
    ...duration(check, 'Timeout', 'health-timeout'),
    ...duration(check, 'StartPeriod', 'health-start-period'),
    ...(check.number('Retries') > 0 ? amount(check, 'Retries', 'health-retries') : []),
  ];
}

function rightFlags(spec: Fields): readonly string[] {
  const option = (text: string): string => `--security-opt=${text}`;
  return [
    ...many(spec, 'cap_add', 'cap-add'),
    ...many(spec, 'cap_drop', 'cap-drop'),
    ...on(spec, 'privileged', 'privileged'),
    ...pairs(spec, 'sysctl', 'sysctl'),
    ...(spec.flag('no_new_privileges') ? [option('no-new-privileges')] : []),
    ...spec.texts('selinux_opts').map((text) => option(`label=${text}`)),
    ...(spec.flag('label_nested') ? [option('label=nested')] : []),
    ...spec.texts('mask').map((path) => option(`mask=${path}`)),
    ...spec.texts('unmask').map((path) => option(`unmask=${path}`)),
    ...(spec.has('procfs_opts') ? [option(`proc-opts=${spec.texts('procfs_opts').join(',')}`)] : []),
    ...one(spec, 'seccomp_profile_path', 'security-opt', 'seccomp='),
    ...one(spec, 'apparmor_profile', 'security-opt', 'apparmor='),
  ];
}

function logFlags(spec: Fields): readonly string[] {
  const log = spec.child('log_configuration');
  return [
    ...one(log, 'driver', 'log-driver'),
    ...one(log, 'path', 'log-opt', 'path='),
    ...amount(log, 'size', 'log-opt=max-size'),
    ...pairs(log, 'options', 'log-opt'),
  ];
}

function one(spec: Fields, key: string, flag: string, before = ''): readonly string[] {
  return spec.text(key) === '' ? [] : [`--${flag}=${before}${spec.text(key)}`];
}

function many(spec: Fields, key: string, flag: string): readonly string[] {
  return spec.texts(key).map((text) => `--${flag}=${text}`);
}

function pairs(spec: Fields, key: string, flag: string): readonly string[] {
  return [...spec.textMap(key)].map(([name, value]) => `--${flag}=${name}=${value}`);
}

function amount(spec: Fields, key: string, flag: string, unit = ''): readonly string[] {
  return spec.has(key) ? [`--${flag}=${spec.number(key)}${unit}`] : [];
}

function duration(spec: Fields, key: string, flag: string): readonly string[] {
  return spec.number(key) > 0 ? [`--${flag}=${Math.round(spec.number(key) / 1e6)}ms`] : [];
}

function on(spec: Fields, key: string, flag: string): readonly string[] {
  return spec.flag(key) ? [`--${flag}`] : [];
}
