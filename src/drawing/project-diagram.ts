import type { Arrow, ArrowKind, Box, Diagram, Frame, Line } from './diagram.ts';
import { counted, describeProject } from './project-words.ts';
import type { ProjectView, ServiceView } from './project-view.ts';

/**
 * A project as a picture: who is in the pod and who beside it, what each service runs and publishes, what it depends on and
 * how. A volume that one service uses stands in its box; one that several share is a box of its own.
 */
export function projectDiagram(view: ProjectView): Diagram {
  const isOneNetwork = view.networks.length < 2;
  const shared = sharedVolumes(view);
  const networkIndex = new Map(isOneNetwork ? [] : view.networks.map(({ key }, index) => [key, index]));
  const frames = framesOf(view, networkIndex);
  const boxes = view.services.map((service) => serviceBox(service, view, frames, shared, networkIndex));
  return {
    title: view.project,
    description: describeProject(view),
    frames,
    boxes: [...boxes, ...storeBoxes(view, shared, boxes)],
    arrows: view.services.flatMap((service) => arrowsFrom(service, shared)),
    networks: isOneNetwork
      ? []
      : view.networks.map(({ key, isExternal }) => ({ name: key, detail: isExternal ? 'external' : '' })),
    words: {
      started: 'needs the other started',
      healthy: 'needs the other healthy',
      completed: 'needs the other completed',
      uses: 'shares a volume',
      stopped: '',
    },
  };
}

/** Volumes that several services use, and those that none does. */
function sharedVolumes({ services, volumes }: ProjectView): ReadonlySet<string> {
  const users = new Map<string, number>(volumes.map(({ key }) => [key, 0]));
  for (const service of services) {
    for (const volume of new Set(service.volumes.map((use) => use.volume))) {
      users.set(volume, (users.get(volume) ?? 0) + 1);
    }
  }
  return new Set([...users].filter(([, count]) => count !== 1).map(([volume]) => volume));
}

/** The pod, whose members share its networks, and what is beside it. */
function framesOf(view: ProjectView, networkIndex: ReadonlyMap<string, number>): readonly Frame[] {
  const [network] = view.networks;
  const detail = networkIndex.size === 0 && network !== undefined ? `network ${network.key}` : '';
  const indices = (keys: readonly string[]) => keys.flatMap((key) => networkIndex.get(key) ?? []);
  const members = new Map<string, ServiceView>();
  for (const service of view.services) {
    const id = frameId(service, view);
    if (id !== undefined && !members.has(id)) members.set(id, service);
  }
  const frames = [...members].map(([id, { networks }]): Frame => {
    if (id === 'pod') {
      return { id, title: `Pod ${view.pod ?? ''}`, detail, isPod: true, networks: indices(networks) };
    }
    if (id === besidePod) return { id, title: 'Beside the pod', detail, isPod: false, networks: [] };
    return { id, title: 'Without a pod', detail, isPod: false, networks: [] };
  });
  return frames.sort((a, b) => Number(b.isPod) - Number(a.isPod) || (a.id < b.id ? -1 : 1));
}

const besidePod = 'beside the pod';
const withoutPod = 'without a pod';

/** A service with a network mode of its own is in no frame. */
function frameId(service: ServiceView, view: ProjectView): string | undefined {
  if (service.placement === 'pod') return 'pod';
  if (service.placement !== 'beside') return undefined;
  return view.pod === null ? withoutPod : besidePod;
}

function serviceBox(
  service: ServiceView,
  view: ProjectView,
  frames: readonly Frame[],
  shared: ReadonlySet<string>,
  networkIndex: ReadonlyMap<string, number>,
): Box {
  const id = frameId(service, view);
  const frame = frames.find((one) => one.id === id);
  const isReasonShown =
    (service.placementReason !== null && view.pod !== null) || service.placement !== 'beside';
  const lines: readonly Line[] = [
    { about: 'image', text: service.isBuilt ? `${service.image} (built)` : service.image },
    ...service.ports.slice(0, mostPorts).map((text): Line => ({ about: 'port', text })),
    ...more(service.ports.length - mostPorts, 'port'),
    ...service.volumes
      .filter(({ volume }) => !shared.has(volume))
      .map(({ volume, target, isReadOnly }): Line => ({
        about: 'volume',
        text: `${volume} → ${target}${isReadOnly ? ' (ro)' : ''}`,
      })),
    ...keysLine([...service.secrets, ...service.configs]),
    ...(service.placementReason !== null && isReasonShown
      ? [{ about: 'note', text: service.placementReason } as const]
      : []),
  ];
  return {
    id: `service:${service.name}`,
    frame: frame?.id,
    shape: service.isJob ? 'job' : 'service',
    tone: 'plain',
    title: service.name,
    tags: [
      ...(service.isJob ? ['job'] : []),
      ...(service.hasHealthcheck ? ['health check'] : []),
      ...(service.replicas === 1 ? [] : [`×${service.replicas}`]),
    ],
    lines,
    networks:
      (frame?.networks.length ?? 0) > 0 ? [] : service.networks.flatMap((key) => networkIndex.get(key) ?? []),
  };
}

const mostPorts = 4;

function more(count: number, what: string): readonly Line[] {
  return count > 0 ? [{ about: 'port', text: `and ${counted(count, `more ${what}`)}` }] : [];
}

function keysLine(keys: readonly string[]): readonly Line[] {
  return keys.length === 0 ? [] : [{ about: 'secret', text: keys.join(', ') }];
}

/** A shared volume lies in the frame of its users where they all lie in one. */
function storeBoxes(view: ProjectView, shared: ReadonlySet<string>, boxes: readonly Box[]): readonly Box[] {
  return view.volumes
    .filter(({ key }) => shared.has(key))
    .map(({ key, isExternal }) => {
      const users = view.services.filter(({ volumes }) => volumes.some(({ volume }) => volume === key));
      const frames = new Set(
        users.map(({ name }) => boxes.find(({ id }) => id === `service:${name}`)?.frame),
      );
      const [frame] = frames;
      return {
        id: `volume:${key}`,
        frame: frames.size === 1 ? frame : undefined,
        shape: 'store',
        tone: 'plain',
        title: key,
        tags: ['volume', ...(isExternal ? ['external'] : [])],
        lines: [],
        networks: [],
      };
    });
}

function arrowsFrom(service: ServiceView, shared: ReadonlySet<string>): readonly Arrow[] {
  const from = `service:${service.name}`;
  const volumes = new Set(service.volumes.map(({ volume }) => volume).filter((volume) => shared.has(volume)));
  return [
    ...service.dependsOn.map(({ service: to, condition, isRequired, restart }) => ({
      from,
      to: `service:${to}`,
      kind: kinds[condition],
      label:
        [isRequired ? '' : 'optional', restart ? 'restart' : ''].filter((word) => word !== '').join(', ') ||
        undefined,
    })),
    ...[...volumes].map(
      (volume) => ({ from, to: `volume:${volume}`, kind: 'uses', label: undefined }) as const,
    ),
  ];
}

const kinds: Readonly<Record<ServiceView['dependsOn'][number]['condition'], ArrowKind>> = {
  service_started: 'started',
  service_healthy: 'healthy',
  service_completed_successfully: 'completed',
};
