import type { JsonObject } from '../../lib/json.ts';
import type { ContainerDesign } from '../../planner/container-design.ts';
import { flagsOf } from '../container-flags.ts';
import type { Emission } from '../emission.ts';
import { graceSeconds } from '../unit/times.ts';
import { isAtLeast } from '../../podman/version.ts';
import { kubeContainer } from './container.ts';
import { isAlone } from './kept-flags.ts';
import { manifest, unlessBlank, unlessNone } from './manifest.ts';
import type { PodGroup } from './pod-group.ts';
import { nameInPod } from './pod-group.ts';
import { podRestartPolicy } from './restart-policy.ts';
import type { PodVolumes } from './volumes.ts';

/** The Kubernetes pod of a group, as `podman kube play` reads it. */
export function kubePod(group: PodGroup, volumes: PodVolumes, emission: Emission): JsonObject {
  const all = [...group.jobs, ...group.containers];
  const values = (flag: string): readonly string[] =>
    group.flags.flatMap(({ name, value }) => (name === flag && value !== undefined ? [value] : []));
  const only = isAlone(group) ? all[0] : undefined;
  const entry = (design: ContainerDesign): JsonObject => kubeContainer(design, group, volumes, emission);
  return manifest(
    'Pod',
    {
      name: group.podName,
      labels: commonLabels(all),
      annotations: annotationsOf(group, all, only, emission),
    },
    {
      spec: {
        restartPolicy: podRestartPolicy(group),
        hostname: only?.hostname,
        hostNetwork: values('network').includes('host') ? true : undefined,
        hostPID: hasHost(only, 'pidMode') ? true : undefined,
        hostIPC: hasHost(only, 'ipcMode') ? true : undefined,
        terminationGracePeriodSeconds: Math.max(...all.map(({ service }) => graceSeconds(service))),
        hostAliases: unlessNone(hostAliases(group, values('add-host'))),
        dnsConfig: unlessBlank({
          nameservers: unlessNone(values('dns')),
          searches: unlessNone(values('dns-search')),
          options: unlessNone(values('dns-option').map(resolverOption)),
        }),
        securityContext: unlessBlank({
          sysctls: unlessNone(values('sysctl').map(nameAndValue)),
          supplementalGroups: unlessNone(
            (only?.service.groupAdd ?? []).filter((id) => /^\d+$/u.test(id)).map(Number),
          ),
        }),
        initContainers: unlessNone(group.jobs.map(entry)),
        containers: group.containers.map(entry),
        volumes: unlessNone(volumes.volumes),
      },
    },
  );
}

/** Podman gives a pod's labels to each of its containers, so those are kept that all of them have. */
function commonLabels([first, ...others]: readonly ContainerDesign[]): ReadonlyMap<string, string> {
  return new Map(
    [...(first?.labels ?? [])].filter(([key, value]) =>
      others.every(({ labels }) => labels.get(key) === value),
    ),
  );
}

/** What has no other words: settings of single containers, which Podman reads from the pod's annotations. */
function annotationsOf(
  group: PodGroup,
  all: readonly ContainerDesign[],
  only: ContainerDesign | undefined,
  emission: Emission,
): ReadonlyMap<string, string> {
  const { version } = emission.target;
  const found = new Map<string, string>();
  const set = (key: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') found.set(`io.podman.annotations.${key}`, value);
  };
  set('infra.name', group.infra);
  for (const design of all) {
    const { service } = design;
    const name = nameInPod(group, design);
    const flags = flagsOf(design, emission);
    const values = (flag: string): readonly string[] =>
      flags.flatMap((one) => (one.name === flag && one.value !== undefined ? [one.value] : []));
    set(`init/${name}`, flags.some((flag) => flag.name === 'init') ? 'TRUE' : undefined);
    if (isAtLeast(version, [5, 5, 0])) set(`pids-limit/${name}`, values('pids-limit')[0]);
    if (isAtLeast(version, [5, 6, 0])) set(`cpuset/${name}`, service.resources.cpuset);
    const label = values('security-opt').find((option) => /^label=(?:disable|nested)$/u.test(option));
    set(`label/${name}`, label?.slice('label='.length));
    set(
      `volumes-from/${name}`,
      values('volumes-from')
        .map((from) => nameHere(from, group))
        .join(';'),
    );
    if (design !== only) continue;
    set('ulimit', values('ulimit').join(','));
    set('userns', values('userns')[0]);
    for (const [key, value] of service.annotations) found.set(key, value);
  }
  if (only === undefined) {
    set('userns', group.flags.find(({ name }) => name === 'userns')?.value);
  }
  return found;
}

/** A container of the same pod goes by its name there, with the options that follow it. */
function nameHere(from: string, group: PodGroup): string {
  const [name = '', ...options] = from.split(':');
  const design = [...group.jobs, ...group.containers].find((one) => one.name === name);
  return [design === undefined ? name : nameInPod(group, design), ...options].join(':');
}

function hasHost(design: ContainerDesign | undefined, key: 'pidMode' | 'ipcMode'): boolean {
  const mode = design?.service[key];
  return mode?.kind === 'mode' && mode.mode === 'host';
}

/** Lines of /etc/hosts. In a pod of several, each service's names mean the pod itself. */
function hostAliases({ ownNames }: PodGroup, lines: readonly string[]): readonly JsonObject[] {
  const names = new Map<string, Set<string>>();
  const add = (address: string, name: string): void => {
    names.set(address, (names.get(address) ?? new Set<string>()).add(name));
  };
  for (const name of ownNames) add('127.0.0.1', name);
  for (const line of lines) {
    const at = line.indexOf(':');
    for (const name of line.slice(0, at).split(';')) add(line.slice(at + 1), name);
  }
  return [...names].map(([ip, hostnames]) => ({ ip, hostnames: [...hostnames].sort() }));
}

function resolverOption(text: string): JsonObject {
  const [name = '', ...value] = text.split(':');
  return value.length === 0 ? { name } : { name, value: value.join(':') };
}

function nameAndValue(text: string): JsonObject {
  const at = text.indexOf('=');
  return { name: text.slice(0, at), value: text.slice(at + 1) };
}
