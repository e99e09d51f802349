import type { ContainerDesign } from '../../planner/container-design.ts';
import type { Version } from '../../podman/version.ts';
import { isAtLeast } from '../../podman/version.ts';
import type { Flag } from '../flags.ts';
import type { PodGroup } from './pod-group.ts';

/** What it depends on whether a flag of `podman run` can be said in Kubernetes YAML. */
interface Setting {
  readonly design: ContainerDesign;
  readonly group: PodGroup;
  readonly version: Version;
}

/** True when the YAML that is written says the same as the flag. What the table does not know has no words there. */
export function isKept({ name, value = '' }: Flag, setting: Setting): boolean {
  return rules[name]?.(value, setting) ?? false;
}

/** True when the pod holds nothing but this container, so that what is the pod's is its own. */
export function isAlone({ containers, jobs }: PodGroup): boolean {
  return containers.length + jobs.length === 1;
}

type Rule = (value: string, setting: Setting) => boolean;

const always: Rule = () => true;
const whenAlone: Rule = (_, { group }) => isAlone(group);
const since =
  (...first: Version): Rule =>
  (_, { version }) =>
    isAtLeast(version, first);
const securityOptions: readonly string[] = [
  'no-new-privileges',
  'unmask=ALL',
  'label=disable',
  'label=nested',
];

const rules: Readonly<Record<string, Rule>> = {
  'add-host': always,
  annotation: whenAlone,
  'cap-add': always,
  'cap-drop': always,
  'cpu-period': always,
  'cpu-quota': always,
  'cpuset-cpus': since(5, 6, 0),
  device: since(5, 4, 0),
  dns: always,
  'dns-option': always,
  'dns-search': always,
  entrypoint: (value) => value !== '[]',
  env: always,
  expose: always,
  'group-add': (value, { group }) => /^\d+$/u.test(value) && isAlone(group),
  'health-cmd': always,
  'health-interval': always,
  'health-retries': always,
  'health-start-period': always,
  'health-timeout': always,
  hostname: whenAlone,
  'hosts-file': always,
  init: always,
  ipc: (value, { group }) => value === 'host' && isAlone(group),
  // Our own are kept as far as all containers have them.
  label: (value, { design, group }) => {
    const key = value.slice(0, value.indexOf('='));
    const wanted = design.service.labels.get(key);
    return [...group.containers, ...group.jobs].every(
      ({ labels }) => (wanted ?? labels.get(key)) === labels.get(key),
    );
  },
  'log-driver': always,
  'log-opt': always,
  memory: always,
  'memory-reservation': always,
  'memory-swap': (_, { design }) => design.service.resources.memorySwapBytes === undefined,
  mount: (value) => value.startsWith('type=volume') || value.includes('rw=false'),
  name: always,
  network: (value) => !value.startsWith('container:'),
  pid: (value, { group }) => value === 'host' && isAlone(group),
  'pids-limit': since(5, 5, 0),
  pod: always,
  privileged: always,
  publish: always,
  'read-only': always,
  'read-only-tmpfs': always,
  restart: always,
  secret: (value) => value.includes(',uid=0,gid=0,'),
  'security-opt': (value) => securityOptions.includes(value),
  'stop-signal': since(5, 6, 0),
  'stop-timeout': always,
  sysctl: (value, { group }) => group.flags.some((flag) => flag.name === 'sysctl' && flag.value === value),
  tmpfs: (value) => !value.includes(':'),
  tty: always,
  ulimit: whenAlone,
  unsetenv: always,
  user: (value) => /^\d+(?::\d+)?$/u.test(value),
  userns: whenAlone,
  volume: (value) => !/:(?:.*,)?O(?:,|$)/u.test(value),
  'volumes-from': always,
  workdir: always,
};
