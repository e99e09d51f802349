import type { JsonObject } from '../../lib/json.ts';
import type { PublishedPort } from '../../planner/container-design.ts';
import type { ContainerDesign } from '../../planner/container-design.ts';
import { signalNumber } from '../../podman/spec-generator.ts';
import { isAtLeast } from '../../podman/version.ts';
import { flagsOf } from '../container-flags.ts';
import type { Emission } from '../emission.ts';
import { qualifiedImage } from '../image-name.ts';
import { unlessBlank, unlessNone } from './manifest.ts';
import type { PodGroup } from './pod-group.ts';
import { nameInPod } from './pod-group.ts';
import { probes } from './probes.ts';
import type { PodVolumes } from './volumes.ts';

/** One entry of a pod's `containers` or `initContainers`. */
export function kubeContainer(
  design: ContainerDesign,
  group: PodGroup,
  volumes: PodVolumes,
  emission: Emission,
): JsonObject {
  const { service, image } = design;
  const isJob = group.jobs.includes(design);
  const { command, entrypoint } = service;
  return {
    name: nameInPod(group, design),
    image: qualifiedImage(image, emission.builds.has(image), emission.target.imageNames),
    imagePullPolicy: pullPolicy(design, emission),
    command: entrypoint === undefined ? undefined : unlessNone(entrypoint.map(literal)),
    args: command === undefined ? undefined : unlessNone(command.map(literal)),
    workingDir: service.workingDir,
    tty: service.hasTty ? true : undefined,
    env: unlessNone(
      [...service.environment].flatMap(([name, value]) => (value === null ? [] : [{ name, value }])),
    ),
    ports: unlessNone(portsOf(design, group, emission).map(portEntry)),
    volumeMounts: unlessNone(volumes.mountsOf(design)),
    resources: resourcesOf(design, emission),
    securityContext: securityOf(design, emission),
    lifecycle: lifecycleOf(design, emission),
    ...(isJob ? {} : probes(service.healthcheck)),
  };
}

/** Variables are replaced in commands, there alone, and two dollars are one. */
function literal(text: string): string {
  return text.replaceAll('$', '$$$$');
}

function pullPolicy({ service, image }: ContainerDesign, { builds }: Emission): string {
  if (builds.has(image) || service.pullPolicy.kind === 'never') return 'Never';
  return service.pullPolicy.kind === 'always' ? 'Always' : 'IfNotPresent';
}

/** The pod's ports that are the service's, or all of a container beside it. */
function portsOf(
  { place, service }: ContainerDesign,
  { containers }: PodGroup,
  { pod }: Emission,
): readonly PublishedPort[] {
  if (place.kind === 'beside' || place.kind === 'mode') return place.ports;
  const isOwn = (port: PublishedPort, ports: ContainerDesign['service']['ports']): boolean =>
    ports.some(({ target, protocol }) => target === port.containerPort && protocol === port.protocol);
  const first = (port: PublishedPort): ContainerDesign | undefined =>
    containers.find((one) => isOwn(port, one.service.ports));
  return (pod?.ports ?? []).filter((port) => first(port)?.service === service);
}

function portEntry({ containerPort, hostPort, hostIp, protocol }: PublishedPort): JsonObject {
  return {
    containerPort,
    hostPort: hostPort === 0 ? undefined : hostPort,
    hostIP: hostIp === undefined || hostIp === '' ? undefined : hostIp,
    protocol: protocol.toUpperCase(),
  };
}

/** Limits, and devices, which are asked for in the same way. */
function resourcesOf(design: ContainerDesign, emission: Emission): JsonObject | undefined {
  const {
    cpus,
    cpuQuotaUs,
    cpuPeriodUs = 100_000,
    memoryBytes,
    memoryReservationBytes,
  } = design.service.resources;
  const share = cpus ?? (cpuQuotaUs === undefined ? undefined : cpuQuotaUs / cpuPeriodUs);
  const devices = isAtLeast(emission.target.version, [5, 4, 0])
    ? flagsOf(design, emission).flatMap(({ name, value = '' }) => (name === 'device' ? [value] : []))
    : [];
  return unlessBlank({
    limits: unlessBlank({
      cpu: share === undefined ? undefined : `${Math.round(share * 1000)}m`,
      memory: memoryBytes === undefined ? undefined : String(memoryBytes),
      ...Object.fromEntries(
        devices.map((path) => [path.startsWith('/') ? `podman.io/device=${path}` : path, 1]),
      ),
    }),
    requests: unlessBlank({
      memory: memoryReservationBytes === undefined ? undefined : String(memoryReservationBytes),
    }),
  });
}

function securityOf(design: ContainerDesign, emission: Emission): JsonObject | undefined {
  const { service } = design;
  const options = flagsOf(design, emission).flatMap(({ name, value }) =>
    name === 'security-opt' ? [value] : [],
  );
  const [, user, group] = /^(\d+)(?::(\d+))?$/u.exec(service.user ?? '') ?? [];
  return unlessBlank({
    readOnlyRootFilesystem: service.isReadOnly ? true : undefined,
    privileged: service.isPrivileged ? true : undefined,
    allowPrivilegeEscalation: options.includes('no-new-privileges') ? false : undefined,
    procMount: options.includes('unmask=ALL') ? 'Unmasked' : undefined,
    capabilities: unlessBlank({ add: unlessNone(service.capAdd), drop: unlessNone(service.capDrop) }),
    runAsUser: user === undefined ? undefined : Number(user),
    runAsGroup: group === undefined ? undefined : Number(group),
  });
}

function lifecycleOf({ service }: ContainerDesign, { target }: Emission): JsonObject | undefined {
  const { stopSignal } = service;
  if (stopSignal === undefined || !isAtLeast(target.version, [5, 6, 0])) return undefined;
  const number = signalNumber(stopSignal);
  return number === undefined ? undefined : { stopSignal: String(number) };
}
