import { setMaxListeners } from 'node:events';
import { escapeRegExp } from '../lib/escape-reg-exp.ts';
import type { PodmanClient } from '../podman/client.ts';
import type { ContainerInspect, ContainerSummary, PodSummary } from '../podman/replies.ts';
import { infraName } from '../podman/spec-generator.ts';
import { containersToExplain } from '../planner/changed-keys.ts';
import { label } from '../planner/labels.ts';
import type {
  ObservedContainer,
  ObservedLives,
  ObservedNamed,
  ObservedPod,
  ObservedState,
} from '../planner/observed.ts';
import { look } from './look.ts';
import { lastPulls, withPulls } from './last-pulls.ts';
import { observeImages } from './observe-images.ts';

/** Whose containers are looked at. */
export interface LivesRequest {
  readonly project: string;
  /** Where it is known already; else the engine is asked. */
  readonly engineVersion?: ObservedState['engineVersion'];
}

/** What is looked at besides what carries the project's label. */
export interface ObserveRequest extends LivesRequest {
  /** Name of the pod that the project has or would have; absent where its names do not matter. */
  readonly pod?: string;
  /** References, as the project writes them. */
  readonly images: readonly string[];
  /** Those of them that must have been pulled lately, and how long ago at most, in milliseconds. */
  readonly pullAges?: ReadonlyMap<string, number>;
  /** Names on the engine, of external ones too. */
  readonly networks: readonly string[];
  /** Absent: volumes do not matter, and none are seen. */
  readonly volumes?: readonly string[];
  /** Names on the engine of secrets that the project uses, of external ones too. Absent: none are seen. */
  readonly secrets?: readonly string[];
  /** Service → config hash of the file: containers with another one are read more closely, so that the change can be told. */
  readonly hashes?: ReadonlyMap<string, string>;
}

/**
 * Reads what the engine has of a project: at most eight calls, and one for each image that is not known from elsewhere; then one
 * for each container that has changed. What podman-compose made takes one call for each container, and one for its pod.
 */
export async function observe(
  client: PodmanClient,
  request: ObserveRequest,
  signal?: AbortSignal,
): Promise<ObservedState> {
  const { project, pod, volumes, secrets, hashes } = request;
  // All calls at once listen to it.
  if (signal !== undefined) setMaxListeners(0, signal);
  const listing = listContainers(client, project, signal);
  const infra = pod === undefined ? undefined : look(client, infraName(pod), signal);
  const [lives, networks, foundVolumes, foundSecrets, images] = await Promise.all([
    livesOf(client, request, { listing, infra }, signal),
    client.listNetworks({}, signal),
    volumes === undefined ? [] : client.listVolumes({}, signal),
    secrets === undefined ? [] : client.listSecrets({}, signal),
    Promise.all([
      observeImages(client, request.images, listing, signal),
      lastPulls(client, request.pullAges, signal),
    ]).then(withPulls),
  ]);
  const state: ObservedState = {
    ...lives,
    networks: ofInterest(networks, project, request.networks),
    volumes: ofInterest(foundVolumes, project, volumes ?? []),
    secrets: ofInterest(foundSecrets, project, secrets ?? []),
    images,
  };
  return hashes === undefined ? state : withDetails(client, state, hashes, signal);
}

/** Reads the project's containers and pods alone, in two calls: all that stopping, starting and the like need. */
export function observeLives(
  client: PodmanClient,
  request: LivesRequest,
  signal?: AbortSignal,
): Promise<ObservedLives> {
  if (signal !== undefined) setMaxListeners(0, signal);
  const listing = listContainers(client, request.project, signal);
  return livesOf(client, request, { listing, infra: undefined }, signal);
}

async function livesOf(
  client: PodmanClient,
  { project, engineVersion }: LivesRequest,
  asked: {
    readonly listing: Promise<readonly ContainerSummary[]>;
    readonly infra: Promise<ContainerInspect | undefined> | undefined;
  },
  signal: AbortSignal | undefined,
): Promise<ObservedLives> {
  const [version, containers, pods, infra] = await Promise.all([
    engineVersion ?? client.ping(signal).then((ping) => ping.version),
    asked.listing,
    client.listPods({ label: [`${label.project}=${project}`] }, signal),
    asked.infra,
  ]);
  const others = await podsWithoutLabel(client, containers, pods, signal);
  return {
    engineVersion: version,
    containers: await withRequirements(
      client,
      containers.filter(({ isInfra }) => !isInfra).map(observedContainer),
      signal,
    ),
    pods: [...pods, ...others].map((pod) => observedPod(pod, containers, infra)),
    hostPorts: new Set(containers.flatMap(hostPortsOf)),
  };
}

function listContainers(
  client: PodmanClient,
  project: string,
  signal: AbortSignal | undefined,
): Promise<readonly ContainerSummary[]> {
  return client.listContainers({ label: [`${label.project}=${project}`] }, signal);
}

/** Pods that other tools left without the project's label: the project's where all their members are. */
async function podsWithoutLabel(
  client: PodmanClient,
  containers: readonly ContainerSummary[],
  known: readonly PodSummary[],
  signal: AbortSignal | undefined,
): Promise<readonly PodSummary[]> {
  const names = new Set(containers.flatMap(({ podName }) => podName ?? []));
  for (const { name } of known) names.delete(name);
  if (names.size === 0) return [];
  const ids = new Set(containers.map(({ id }) => id));
  const pods = await client.listPods({ name: [...names].map((name) => `^${escapeRegExp(name)}$`) }, signal);
  return pods.filter(
    (pod) => names.has(pod.name) && pod.containers.every(({ id }) => ids.has(id) || id === pod.infraId),
  );
}

/** What podman-compose writes down for the engine instead of docker compose's label of dependencies. */
async function withRequirements(
  client: PodmanClient,
  containers: readonly ObservedContainer[],
  signal: AbortSignal | undefined,
): Promise<readonly ObservedContainer[]> {
  return Promise.all(
    containers.map(async (container) => {
      if (!container.labels.has(label.podmanCompose)) return container;
      const seen = await look(client, container.id, signal);
      return seen === undefined ? container : { ...container, requires: seen.dependencies };
    }),
  );
}

/** Whether the project's containers are others, or in another state, than those that were seen. */
export async function hasChanged(
  client: PodmanClient,
  project: string,
  seen: readonly ObservedContainer[],
  signal: AbortSignal,
): Promise<boolean> {
  const listed = await listContainers(client, project, signal);
  const keysOf = (containers: readonly ObservedContainer[]) =>
    containers
      .map(({ id, name, state }) => `${id} ${name} ${state}`)
      .sort()
      .join('\n');
  return keysOf(listed.filter(({ isInfra }) => !isInfra).map(observedContainer)) !== keysOf(seen);
}

async function withDetails(
  client: PodmanClient,
  state: ObservedState,
  hashes: ReadonlyMap<string, string>,
  signal: AbortSignal | undefined,
): Promise<ObservedState> {
  const changed = new Set(containersToExplain(state, hashes));
  if (changed.size === 0) return state;
  const containers = await Promise.all(
    state.containers.map(async (container) => {
      const details = changed.has(container.id) ? await look(client, container.id, signal) : undefined;
      if (details === undefined) return container;
      const { imageName: image, environment, command, user, workingDir, hostname } = details;
      return { ...container, details: { image, environment, command, user, workingDir, hostname } };
    }),
  );
  return { ...state, containers };
}

function observedContainer(summary: ContainerSummary): ObservedContainer {
  const { id, name, imageId, labels, podName, networks, exitCode } = summary;
  const replica = Number.parseInt(labels.get(label.number) ?? '', 10);
  const state = stateOf(summary.state);
  return {
    id,
    name,
    service: labels.get(label.service),
    replica: Number.isNaN(replica) ? undefined : replica,
    isOneOff: labels.get(label.oneOff)?.toLowerCase() === 'true',
    state,
    exitCode: state === 'exited' || state === 'stopped' ? exitCode : undefined,
    health: healthOf(summary.health),
    imageId,
    labels,
    pod: podName,
    networks,
  };
}

/** Members of a pod have the pod's. What does not run lists its ports and holds none. */
function hostPortsOf({ ports, state }: ContainerSummary): readonly string[] {
  if (state !== 'running' && state !== 'paused') return [];
  return ports.flatMap(({ hostPort, protocol, range }) =>
    Array.from({ length: range }, (_, offset) => `${hostPort + offset}/${protocol}`),
  );
}

function observedPod(
  { id, name, infraId, labels }: PodSummary,
  all: readonly ContainerSummary[],
  infra: ContainerInspect | undefined,
): ObservedPod {
  const infraState = all.find((container) => container.id === infraId)?.state ?? 'unknown';
  const networks =
    infra?.id === infraId
      ? new Map([...infra.networks].map(([network, { aliases }]) => [network, aliases]))
      : undefined;
  return { id, name, infraId, infraState, networks, labels };
}

function ofInterest(
  all: readonly ObservedNamed[],
  project: string,
  names: readonly string[],
): readonly ObservedNamed[] {
  const wanted = new Set(names);
  return all
    .filter(
      ({ name, labels }) =>
        wanted.has(name) ||
        labels.get(label.project) === project ||
        labels.get(label.selkieProject) === project,
    )
    .map(({ name, labels }) => ({ name, labels }));
}

/** `configured` is what older engines call a container that was created; a state of another engine's is unknown. */
function stateOf(state: string): ObservedContainer['state'] {
  switch (state) {
    case 'created':
    case 'initialized':
    case 'running':
    case 'paused':
    case 'stopping':
    case 'stopped':
    case 'exited':
    case 'removing':
      return state;
    case 'configured':
      return 'created';
    default:
      return 'unknown';
  }
}

function healthOf(health: string | undefined): ObservedContainer['health'] {
  return health === 'starting' || health === 'healthy' || health === 'unhealthy' ? health : undefined;
}
