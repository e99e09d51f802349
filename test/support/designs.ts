import type { Service } from '../../src/model/service.ts';
import type { Resources } from '../../src/model/resources.ts';
import { parseServiceName } from '../../src/model/ids.ts';
import type { ServiceName } from '../../src/model/ids.ts';
import type { ContainerDesign, PodDesign } from '../../src/planner/container-design.ts';

/** A checked service name; throws for a bad one, as only a test's mistake can give it. */
export function serviceName(text: string): ServiceName {
  const name = parseServiceName(text);
  if (name === undefined) throw new Error(`not a service name: ${text}`);
  return name;
}

/** No limits at all. */
export const noLimits: Resources = {
  cpus: undefined,
  cpuShares: undefined,
  cpuPeriodUs: undefined,
  cpuQuotaUs: undefined,
  cpuset: undefined,
  memoryBytes: undefined,
  memoryReservationBytes: undefined,
  memorySwapBytes: undefined,
  pidsLimit: undefined,
  oomScoreAdj: undefined,
  blkio: undefined,
};

/** A service that asks for nothing but what `changes` says. */
export function someService(changes: Partial<Service> = {}): Service {
  return {
    name: serviceName('web'),
    image: 'localhost/bb',
    build: undefined,
    pullPolicy: { kind: 'missing' },
    platform: undefined,
    command: undefined,
    entrypoint: undefined,
    environment: new Map(),
    workingDir: undefined,
    user: undefined,
    groupAdd: [],
    hasInit: undefined,
    hasTty: false,
    isStdinOpen: false,
    stopSignal: undefined,
    stopGracePeriodMs: undefined,
    restart: undefined,
    healthcheck: undefined,
    containerName: undefined,
    hostname: undefined,
    domainname: undefined,
    labels: new Map(),
    annotations: new Map(),
    dependsOn: new Map(),
    links: [],
    externalLinks: [],
    profiles: [],
    replicas: 1,
    isAttached: true,
    placement: undefined,
    networking: { kind: 'bridge', attachments: [] },
    ports: [],
    expose: [],
    extraHosts: [],
    dns: [],
    dnsSearch: [],
    dnsOptions: [],
    macAddress: undefined,
    mounts: [],
    volumesFrom: [],
    secrets: [],
    configs: [],
    isReadOnly: false,
    shmSizeBytes: undefined,
    storageOptions: new Map(),
    pidMode: undefined,
    ipcMode: undefined,
    utsMode: undefined,
    usernsMode: undefined,
    cgroupMode: undefined,
    cgroupParent: undefined,
    usesApiSocket: false,
    podman: {
      uidMaps: [],
      gidMaps: undefined,
      rootfs: undefined,
      keepsImageHosts: false,
      addsUser: undefined,
    },
    capAdd: [],
    capDrop: [],
    isPrivileged: false,
    securityOptions: [],
    sysctls: new Map(),
    ulimits: new Map(),
    devices: [],
    deviceCgroupRules: [],
    deviceRequests: [],
    resources: noLimits,
    runtime: undefined,
    logging: undefined,
    preStart: [],
    postStart: [],
    preStop: [],
    provider: undefined,
    watch: [],
    models: new Map(),
    definition: {},
    configHash: '',
    ...changes,
  };
}

/** A container in the pod `shop` that asks for nothing but what is said. */
export function someContainer(
  service: Partial<Service> = {},
  changes: Partial<ContainerDesign> = {},
): ContainerDesign {
  return {
    name: 'shop-web-1',
    service: someService(service),
    replica: 1,
    place: { kind: 'pod', pod: 'shop' },
    labels: new Map(),
    image: 'localhost/bb',
    hostname: undefined,
    volumeNames: new Map(),
    fileObjects: [],
    siblings: new Map(),
    inheritedVolumes: new Map(),
    hosts: [],
    ...changes,
  };
}

/** The pod `shop`, which asks for nothing but what is said. */
export function somePod(changes: Partial<PodDesign> = {}): PodDesign {
  return {
    name: 'shop',
    labels: new Map(),
    networks: [],
    ports: [],
    hosts: [],
    dns: [],
    dnsSearch: [],
    dnsOptions: [],
    sysctls: new Map(),
    shmSizeBytes: undefined,
    usernsMode: undefined,
    ...changes,
  };
}
