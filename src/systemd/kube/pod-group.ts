import type { ContainerDesign, PodDesign } from '../../planner/container-design.ts';
import { infraName, podCreateFlags, podSpec } from '../../podman/spec-generator.ts';
import { flagsOf } from '../container-flags.ts';
import type { Emission } from '../emission.ts';
import type { Flag } from '../flags.ts';
import { parseFlag } from '../flags.ts';
import { hasKey } from '../versions.ts';

/** Containers that one Kubernetes pod holds, and the `.kube` file that plays it. */
export interface PodGroup {
  /** Name of the files without their suffixes: `shop` of `shop.kube` and `shop.yaml`. */
  readonly stem: string;
  /** What systemd calls it. */
  readonly unit: string;
  /** Set where the unit is not called as the file is. */
  readonly serviceName: string | undefined;
  readonly podName: string;
  /** Name of the infra container, where `up` has one of that name. */
  readonly infra: string | undefined;
  /** Names that mean the pod itself to all in it. */
  readonly ownNames: readonly string[];
  /** Flags of `podman pod create`, or of the only container, that a pod of its own network has to heed. */
  readonly flags: readonly Flag[];
  /** Run to their ends, one after the other, before the others start. */
  readonly jobs: readonly ContainerDesign[];
  readonly containers: readonly ContainerDesign[];
}

/** What a container is called inside its pod: Podman puts the pod's name and a dash before it. */
export function nameInPod({ podName }: PodGroup, { name, service }: ContainerDesign): string {
  if (name.startsWith(`${podName}-`) && !podName.endsWith('-pod')) return name.slice(podName.length + 1);
  return podName === `${name}-pod` ? service.name : name;
}

/** What Podman will call the container. */
export function nameOnEngine(group: PodGroup, design: ContainerDesign): string {
  return `${group.podName}-${nameInPod(group, design)}`;
}

/**
 * The pods of a project: one for all that share `up`'s pod, and one for each container beside it. The first is called as the
 * project, so that its containers have the names that `up` gives them. A job that needs what only starts after it gets a
 * pod of its own as well.
 */
export function podGroups(emission: Emission): readonly PodGroup[] {
  const { containers, pod, project, target, jobs } = emission;
  const members = containers.filter((design) => isMember(design, emission));
  const ready = jobsThatCanBeFirst(members, emission);
  const isLate = ({ service }: ContainerDesign): boolean =>
    jobs.has(service.name) && !ready.has(service.name);
  const running = members.filter(({ service }) => !jobs.has(service.name));
  const late = members.filter(isLate);
  const hasServiceName = hasKey('Kube', 'ServiceName', target.version);
  const design = pod === undefined ? undefined : without(pod, late);
  const shared: readonly PodGroup[] =
    design === undefined || running.length === 0
      ? []
      : [
          {
            stem: project.name,
            unit: `${project.name}${hasServiceName ? '-kube' : ''}.service`,
            serviceName: hasServiceName ? `${project.name}-kube` : undefined,
            podName: project.name,
            infra: infraName(design.name),
            ownNames: design.networks.flatMap(({ aliases }) => aliases),
            flags: podCreateFlags(podSpec(design, target.features)).map(parseFlag),
            jobs: members.filter(({ service }) => ready.has(service.name)),
            containers: running,
          },
        ];
  const inShared = new Set(shared.flatMap((group) => [...group.jobs, ...group.containers]));
  const alone = containers.filter((one) => !inShared.has(one));
  return [...shared, ...alone.map((one) => ownPod(one, emission, alone))];
}

/** The pod as it is when some of its members have pods of their own. */
function without(pod: PodDesign, others: readonly ContainerDesign[]): PodDesign {
  const theirs = new Set(others.flatMap(namesOf));
  return {
    ...pod,
    networks: pod.networks.map((network) => ({
      ...network,
      aliases: network.aliases.filter((alias) => !theirs.has(alias)),
    })),
    hosts: pod.hosts.filter(([name]) => !theirs.has(name)),
  };
}

/** The pod's networks for one of its members. */
function aloneIn(pod: PodDesign, design: ContainerDesign): PodDesign {
  const names = namesOf(design);
  return {
    ...pod,
    networks: pod.networks.map((network) => ({ ...network, aliases: names })),
    hosts: pod.hosts.filter(([, address]) => address !== '127.0.0.1'),
  };
}

function namesOf({ name, service }: ContainerDesign): readonly string[] {
  return [
    ...new Set([name, String(service.name), ...(service.hostname === undefined ? [] : [service.hostname])]),
  ];
}

function isMember({ place }: ContainerDesign, { containers }: Emission): boolean {
  if (place.kind === 'pod') return true;
  // Who joins a member's network is in the pod's.
  const host = place.kind === 'join' ? containers.find(({ name }) => name === place.container) : undefined;
  return host?.place.kind === 'pod';
}

/** Jobs that need nothing of the pod but each other, in an order in which each finds done what it needs. */
function jobsThatCanBeFirst(
  members: readonly ContainerDesign[],
  { jobs }: Emission,
): ReadonlySet<ContainerDesign['service']['name']> {
  const names = new Set(members.map(({ service }) => service.name));
  const ready = new Set<ContainerDesign['service']['name']>();
  for (let size = -1; size < ready.size;) {
    size = ready.size;
    for (const { service } of members) {
      const needs = [...service.dependsOn.keys()].filter((name) => names.has(name));
      if (jobs.has(service.name) && needs.every((name) => ready.has(name))) ready.add(service.name);
    }
  }
  return ready;
}

/** A name that gives the container the one of `up` where there is one to be had. */
function ownPod(design: ContainerDesign, emission: Emission, alone: readonly ContainerDesign[]): PodGroup {
  const { names, project, pod, target } = emission;
  const stem = names.containers.get(design.name) ?? design.name;
  const before = /^(.+)-\d+$/u.exec(design.name)?.[1];
  const isOnly = alone.filter(({ service }) => service.name === design.service.name).length === 1;
  return {
    stem,
    unit: `${stem}.service`,
    serviceName: undefined,
    podName: isOnly && before !== undefined && before !== project.name ? before : `${design.name}-pod`,
    infra: undefined,
    ownNames: [],
    flags:
      design.place.kind === 'pod' && pod !== undefined
        ? podCreateFlags(podSpec(aloneIn(pod, design), target.features)).map(parseFlag)
        : flagsOf(design, emission),
    jobs: [],
    containers: [design],
  };
}
