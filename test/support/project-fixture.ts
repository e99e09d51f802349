import type { JsonObject } from '../../src/lib/json.ts';
import type { ProjectName, ServiceName } from '../../src/model/ids.ts';
import type { Mount } from '../../src/model/mount.ts';
import type { Attachment, Network } from '../../src/model/networking.ts';
import { autoPlacement } from '../../src/model/placement.ts';
import type { PortMapping } from '../../src/model/port.ts';
import type { Project } from '../../src/model/project.ts';
import type { FileObject } from '../../src/model/secret.ts';
import type { Dependency, Service } from '../../src/model/service.ts';
import type { Volume } from '../../src/model/volume.ts';
import type { ObservedState } from '../../src/planner/observed.ts';
import { networkHash, serviceHash, volumeHash } from '../../src/parser/decode/config-hash.ts';
import { plainUp } from '../../src/planner/plain-up.ts';
import type { ReconcileOptions } from '../../src/planner/reconcile-options.ts';
import { someService } from './designs.ts';

/** What a test says of a service; the rest is the specification's defaults. */
export type ServiceFixture = Partial<
  Omit<Service, 'name' | 'dependsOn' | 'ports' | 'definition' | 'configHash'>
> & {
  /** `8080:80` or `80`. */
  readonly ports?: readonly string[];
  readonly dependsOn?: Readonly<Record<string, Dependency['condition'] | Partial<Dependency>>>;
  /** Keys of networks; `default` when absent. */
  readonly networks?: readonly string[];
};

/** A project as the parser would give it. Networks and volumes that services use are added. */
export function projectFixture(
  services: Readonly<Record<string, ServiceFixture>>,
  rest: Partial<
    Pick<Project, 'secrets' | 'configs' | 'networks' | 'volumes' | 'disabledServices' | 'placement'>
  > = {},
): Project {
  const made = Object.entries(services).map(([name, fixture]) => serviceFixture(name, fixture));
  const networks = new Map<string, Network>(rest.networks);
  const volumes = new Map<string, Volume>(rest.volumes);
  for (const service of made) {
    if (service.networking.kind === 'bridge') {
      for (const { network } of service.networking.attachments) {
        if (!networks.has(network)) networks.set(network, networkFixture(network));
      }
    }
    for (const mount of service.mounts) {
      if (mount.kind === 'volume' && mount.source !== undefined && !volumes.has(mount.source)) {
        volumes.set(mount.source, volumeFixture(mount.source));
      }
    }
  }
  return {
    name: 'app' as ProjectName,
    workingDir: '/srv/app',
    composeFiles: ['/srv/app/compose.yaml'],
    envFiles: [],
    environment: new Map(),
    includedValues: new Map(),
    services: new Map(made.map((service) => [service.name, service])),
    disabledServices: rest.disabledServices ?? new Map(),
    networks,
    volumes,
    secrets: rest.secrets ?? new Map(),
    configs: rest.configs ?? new Map(),
    models: new Map(),
    placement: rest.placement ?? autoPlacement,
    machine: undefined,
    extensions: {},
    origins: { find: () => undefined },
  };
}

/** One service with defaults filled. */
function serviceFixture(name: string, fixture: ServiceFixture = {}): Service {
  const { ports, dependsOn, networks, ...given } = fixture;
  const service = someService({
    name: name as ServiceName,
    dependsOn: new Map(
      Object.entries(dependsOn ?? {}).map(([other, dependency]) => [
        other as ServiceName,
        {
          condition: 'service_started',
          restart: false,
          isRequired: true,
          ...(typeof dependency === 'string' ? { condition: dependency } : dependency),
        },
      ]),
    ),
    networking: { kind: 'bridge', attachments: (networks ?? ['default']).map(attachmentFixture) },
    ports: (ports ?? []).map(portFixture),
    ...given,
  });
  const definition = definitionOf(service);
  return { ...service, definition, configHash: serviceHash(definition) };
}

/** A network of the project `app`. */
export function networkFixture(key: string, given: Partial<Network> = {}): Network {
  const definition = given.definition ?? { name: `app_${key}` };
  return {
    key,
    name: `app_${key}`,
    isExternal: false,
    driver: undefined,
    driverOptions: new Map(),
    ipam: { driver: undefined, options: new Map(), pools: [] },
    isInternal: false,
    isAttachable: false,
    enableIpv4: undefined,
    enableIpv6: undefined,
    labels: new Map(),
    isDnsOff: false,
    dnsServers: [],
    routes: [],
    gatewayMetric: undefined,
    definition,
    configHash: networkHash(definition),
    ...given,
  };
}

/** A mount of a named volume at `/data`. */
export function volumeMount(source: string): Mount {
  return {
    kind: 'volume',
    source,
    target: '/data',
    isReadOnly: false,
    consistency: undefined,
    noCopy: false,
    subpath: undefined,
    labels: new Map(),
    engineFlags: [],
  };
}

/** A volume of the project `app`. */
export function volumeFixture(key: string, given: Partial<Volume> = {}): Volume {
  const definition = given.definition ?? { name: `app_${key}` };
  return {
    key,
    name: `app_${key}`,
    isExternal: false,
    driver: undefined,
    driverOptions: new Map(),
    labels: new Map(),
    definition,
    configHash: volumeHash(definition),
    ...given,
  };
}

/** A secret of the project `app`, from a file. */
export function secretFixture(key: string, given: Partial<FileObject> = {}): FileObject {
  return {
    kind: 'secret',
    key,
    name: `app_${key}`,
    source: { kind: 'file', path: `/srv/app/${key}` },
    labels: new Map(),
    driver: undefined,
    driverOptions: new Map(),
    selinux: undefined,
    definition: { name: `app_${key}`, file: `/srv/app/${key}` },
    ...given,
  };
}

/** An engine that has the image `localhost/bb` and nothing of the project. */
export function emptyEngine(given: Partial<ObservedState> = {}): ObservedState {
  return {
    engineVersion: [5, 8, 6],
    containers: [],
    pods: [],
    networks: [],
    volumes: [],
    secrets: [],
    images: new Map([['localhost/bb', { id: 'sha256:aaaa', exposedPorts: [], createdMs: 0 }]]),
    ...given,
  };
}

/** `up -d` with nothing said. */
export function optionsFixture(project: Project, given: Partial<ReconcileOptions> = {}): ReconcileOptions {
  return { ...plainUp(project), placement: 'auto', ...given };
}

function attachmentFixture(network: string): Attachment {
  return {
    network,
    aliases: [],
    ipv4Address: undefined,
    ipv6Address: undefined,
    linkLocalIps: [],
    macAddress: undefined,
    interfaceName: undefined,
    priority: 0,
    gatewayPriority: 0,
    driverOptions: new Map(),
  };
}

function portFixture(text: string): PortMapping {
  const [published, target = published] = text.split(':');
  const [first = published, last = first] = text.includes(':') ? (published ?? '').split('-') : [];
  return {
    target: Number(target),
    published: text.includes(':') ? { first: Number(first), last: Number(last) } : undefined,
    hostIp: undefined,
    protocol: 'tcp',
    mode: 'ingress',
    name: undefined,
    appProtocol: undefined,
  };
}

/** Stands for the canonical form: every member that a test can vary. */
function definitionOf(service: Omit<Service, 'definition' | 'configHash'>): JsonObject {
  return {
    image: service.image ?? null,
    command: service.command ?? null,
    environment: Object.fromEntries(service.environment),
    labels: Object.fromEntries(service.labels),
    ports: service.ports.map(({ target, published }) => `${published?.first ?? ''}:${target}`),
    networks:
      service.networking.kind === 'bridge' ? service.networking.attachments.map((a) => a.network) : null,
    depends_on: [...service.dependsOn.keys()],
    profiles: service.profiles,
  };
}
