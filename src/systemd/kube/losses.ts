import type { Json } from '../../lib/json.ts';
import { isJsonObject } from '../../lib/json.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { ContainerDesign } from '../../planner/container-design.ts';
import { flagsOf } from '../container-flags.ts';
import type { Emission } from '../emission.ts';
import { isKept } from './kept-flags.ts';
import type { PodGroup } from './pod-group.ts';
import { nameOnEngine } from './pod-group.ts';
import { podRestartPolicy, restartPolicyOf } from './restart-policy.ts';

type Path = readonly (string | number)[];

interface Loss {
  readonly path: Path;
  readonly why: string;
}

/** One warning for each key of a service that Kubernetes YAML for Podman cannot say, with the place where it is written. */
export function kubeLosses(groups: readonly PodGroup[], emission: Emission): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  for (const group of groups) {
    for (const design of [...group.jobs, ...group.containers]) {
      for (const { path, why } of lossesOf(design, group, emission)) {
        const service = design.service.name;
        const key = path.filter((step) => typeof step === 'string').join('.');
        const span = emission.project.origins.find(['services', service, ...path]);
        found.set(
          `${service} ${JSON.stringify(path)}`,
          diagnose('systemd/no-equivalent', { key, service, why }, span),
        );
      }
    }
  }
  return [...found.values()];
}

function lossesOf(design: ContainerDesign, group: PodGroup, emission: Emission): readonly Loss[] {
  return [
    ...nameLosses(design, group),
    ...flagLosses(design, group, emission),
    ...portLosses(design),
    ...restartLosses(design, group),
    ...healthLosses(design),
    ...wordlessLosses(design),
    ...textLosses(design),
    ...dependencyLosses(design, group, emission),
  ];
}

function nameLosses(design: ContainerDesign, group: PodGroup): readonly Loss[] {
  const name = nameOnEngine(group, design);
  if (name === design.name) return [];
  const { containerName, definition } = design.service;
  const path =
    containerName === undefined ? pathOf(definition, ['scale', 'deploy.replicas']) : ['container_name'];
  return [
    { path: path ?? [], why: `Podman puts the pod's name before it, and calls the container \`${name}\`` },
  ];
}

function flagLosses(design: ContainerDesign, group: PodGroup, emission: Emission): readonly Loss[] {
  const { version } = emission.target;
  const why = "Podman's Kubernetes YAML has no words for it";
  return flagsOf(design, emission)
    .filter((flag) => !isKept(flag, { design, group, version }))
    .flatMap((flag) => {
      // What is not in the file is a setting of our own, without which the container works as well.
      const path = pathOf(design.service.definition, keysOf[flag.name] ?? []);
      return path === undefined ? [] : [{ path, why }];
    });
}

function portLosses({ service }: ContainerDesign): readonly Loss[] {
  return service.ports.flatMap(({ published }, index) =>
    published === undefined
      ? [{ path: ['ports', index], why: 'a pod publishes a port only where it is told which' }]
      : [],
  );
}

function restartLosses({ service }: ContainerDesign, group: PodGroup): readonly Loss[] {
  const policy = podRestartPolicy(group);
  const isRunning = group.containers.some((one) => one.service.name === service.name);
  return isRunning && restartPolicyOf(service) !== policy
    ? [{ path: ['restart'], why: `a pod has one policy for all its containers, here \`${policy}\`` }]
    : [];
}

function healthLosses({ service: { healthcheck } }: ContainerDesign): readonly Loss[] {
  return healthcheck?.kind === 'disabled'
    ? [{ path: ['healthcheck'], why: "an image's own check cannot be turned off there" }]
    : [];
}

function wordlessLosses({ service }: ContainerDesign): readonly Loss[] {
  return [
    ...(service.preStart.length > 0
      ? [{ path: ['pre_start'], why: 'what runs before the start is written for other units only' }]
      : []),
    ...(service.usesApiSocket
      ? [{ path: ['use_api_socket'], why: 'where the socket is, is written for other units only' }]
      : []),
  ];
}

/** Podman writes the YAML anew before it reads it, and cannot read what it makes of such a text (5.4 to 5.8). */
function textLosses({ service }: ContainerDesign): readonly Loss[] {
  const { environment, command, entrypoint, healthcheck, labels } = service;
  const texts: Readonly<Record<string, readonly string[]>> = {
    environment: [...environment.values()].flatMap((text) => text ?? []),
    command: command ?? [],
    entrypoint: entrypoint ?? [],
    healthcheck: healthcheck?.kind === 'check' ? (healthcheck.test ?? []) : [],
    labels: [...labels.values()],
  };
  const why = '`kube play` fails at a text of several lines with blanks at an end';
  return Object.entries(texts).flatMap(([key, all]) =>
    all.some((text) => text.includes('\n') && /^\s|\s$/u.test(text)) ? [{ path: [key], why }] : [],
  );
}

function dependencyLosses(
  { service }: ContainerDesign,
  group: PodGroup,
  { jobs }: Emission,
): readonly Loss[] {
  const isHere = (name: string): boolean => group.jobs.some((job) => job.service.name === name);
  const own = [...service.dependsOn].flatMap(([name, { condition, restart }]): readonly Loss[] => {
    if (restart)
      return [{ path: ['depends_on', name, 'restart'], why: 'containers of a pod are restarted one by one' }];
    const isWaitedFor =
      condition === 'service_started' || (condition === 'service_completed_successfully' && isHere(name));
    const why = 'the containers of a pod start together, after its init containers';
    return isWaitedFor ? [] : [{ path: ['depends_on', name, 'condition'], why }];
  });
  const isLateJob = jobs.has(service.name) && service.dependsOn.size > 0;
  return isLateJob && group.containers.some((one) => one.service.name === service.name)
    ? [
        ...own,
        {
          path: ['depends_on'],
          why: 'it cannot be an init container of those that wait for it, and runs beside them',
        },
      ]
    : own;
}

/** The first of the keys, with dots between their steps, that the definition has. */
function pathOf(definition: Json, keys: readonly string[]): Path | undefined {
  return keys.map((key) => key.split('.')).find((path) => has(definition, path));
}

function has(value: Json | undefined, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return value !== undefined;
  return isJsonObject(value) && has(value[step], rest);
}

/** flag → the keys of the file that it comes from. */
const keysOf: Readonly<Record<string, readonly string[]>> = {
  annotation: ['annotations'],
  'blkio-weight': ['blkio_config'],
  'blkio-weight-device': ['blkio_config'],
  'cgroup-parent': ['cgroup_parent'],
  cgroupns: ['cgroup'],
  'cpu-rt-period': ['cpu_rt_period'],
  'cpu-rt-runtime': ['cpu_rt_runtime'],
  'cpu-shares': ['cpu_shares'],
  'cpuset-cpus': ['cpuset'],
  device: ['devices', 'gpus', 'deploy.resources.reservations.devices'],
  'device-cgroup-rule': ['device_cgroup_rules'],
  'device-read-bps': ['blkio_config'],
  'device-read-iops': ['blkio_config'],
  'device-write-bps': ['blkio_config'],
  'device-write-iops': ['blkio_config'],
  entrypoint: ['entrypoint'],
  gidmap: ['x-podman.gidmaps', 'x-podman.uidmaps'],
  'group-add': ['group_add'],
  hostname: ['hostname', 'domainname'],
  interactive: ['stdin_open'],
  ipc: ['ipc'],
  label: ['labels'],
  'memory-swap': ['memswap_limit'],
  'memory-swappiness': ['mem_swappiness'],
  mount: ['volumes'],
  network: ['network_mode'],
  'no-hosts': ['x-podman.no_hosts'],
  'oom-kill-disable': ['oom_kill_disable'],
  'oom-score-adj': ['oom_score_adj'],
  passwd: ['x-podman.passwd'],
  pid: ['pid'],
  'pids-limit': ['pids_limit', 'deploy.resources.limits.pids'],
  platform: ['platform'],
  secret: ['secrets', 'configs'],
  'security-opt': ['security_opt'],
  'shm-size': ['shm_size'],
  'stop-signal': ['stop_signal'],
  'storage-opt': ['storage_opt'],
  sysctl: ['sysctls'],
  tmpfs: ['tmpfs', 'shm_size', 'volumes'],
  uidmap: ['x-podman.uidmaps'],
  ulimit: ['ulimits'],
  user: ['user'],
  userns: ['userns_mode'],
  uts: ['uts'],
  volume: ['volumes'],
};
