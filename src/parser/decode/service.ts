import { decodeAutoUpdate } from './auto-update.ts';
import type { JsonObject } from '../../lib/json.ts';
import { once } from '../../lib/once.ts';
import type { ServiceName } from '../../model/ids.ts';
import { parseServiceName } from '../../model/ids.ts';
import type { Dependency, Hook, Link, NamespaceMode, Service, VolumesFrom } from '../../model/service.ts';
import { serviceHash } from './config-hash.ts';
import { decodeBuild, decodeExtraHost } from './build.ts';
import { decodeHealthcheck } from './healthcheck.ts';
import { decodeModelUses } from './model.ts';
import { decodeMount, decodeTmpfs } from './mount.ts';
import { decodeNetworking } from './networking.ts';
import { decodeServicePlacement } from './placement.ts';
import { decodePodmanSettings } from './podman-settings.ts';
import { decodeExpose, decodePort } from './port.ts';
import { decodePullPolicy } from './pull-policy.ts';
import {
  bareablePairsAt,
  bytesAt,
  choiceAt,
  flagAt,
  msAt,
  numberAt,
  objectAt,
  objectsAt,
  pairsAt,
  textAt,
  textsAt,
  textsIn,
} from './read.ts';
import { decodeDevice, decodeDeviceRequest, decodeResources, decodeUlimits } from './resource-limits.ts';
import { decodeFileUse } from './resources.ts';
import { decodeRestart } from './restart.ts';
import { decodeWatch } from './watch.ts';

/** A service in canonical form. */
export function decodeService(name: ServiceName, definition: JsonObject): Service {
  const configHash = once(() => serviceHash(definition));
  const deploy = objectAt(definition, 'deploy');
  return {
    name,
    ...image(definition),
    ...process(definition),
    restart: decodeRestart(definition, deploy),
    healthcheck: decodeHealthcheck(definition),
    containerName: textAt(definition, 'container_name'),
    hostname: textAt(definition, 'hostname'),
    domainname: textAt(definition, 'domainname'),
    labels: new Map([...decodeAutoUpdate(definition), ...pairsAt(definition, 'labels')]),
    annotations: pairsAt(definition, 'annotations'),
    dependsOn: dependencies(definition),
    links: textsAt(definition, 'links').flatMap(decodeLink),
    externalLinks: textsAt(definition, 'external_links'),
    profiles: textsAt(definition, 'profiles'),
    replicas: numberAt(definition, 'scale') ?? numberAt(deploy, 'replicas') ?? 1,
    isAttached: choiceAt(definition, 'attach') ?? true,
    placement: decodeServicePlacement(definition),
    networking: decodeNetworking(definition),
    ports: objectsAt(definition, 'ports').map(decodePort),
    expose: textsAt(definition, 'expose').flatMap(decodeExpose),
    extraHosts: textsAt(definition, 'extra_hosts').map(decodeExtraHost),
    dns: textsAt(definition, 'dns'),
    dnsSearch: textsAt(definition, 'dns_search'),
    dnsOptions: textsAt(definition, 'dns_opt'),
    macAddress: textAt(definition, 'mac_address'),
    mounts: [
      ...objectsAt(definition, 'volumes').map(decodeMount),
      ...textsAt(definition, 'tmpfs').map(decodeTmpfs),
    ],
    volumesFrom: textsAt(definition, 'volumes_from').flatMap(decodeVolumesFrom),
    secrets: objectsAt(definition, 'secrets').map(decodeFileUse),
    configs: objectsAt(definition, 'configs').map(decodeFileUse),
    isReadOnly: flagAt(definition, 'read_only'),
    shmSizeBytes: bytesAt(definition, 'shm_size'),
    storageOptions: pairsAt(definition, 'storage_opt'),
    pidMode: namespace(textAt(definition, 'pid')),
    ipcMode: namespace(textAt(definition, 'ipc')),
    utsMode: textAt(definition, 'uts'),
    usernsMode: textAt(definition, 'userns_mode'),
    cgroupMode: textAt(definition, 'cgroup'),
    cgroupParent: textAt(definition, 'cgroup_parent'),
    usesApiSocket: flagAt(definition, 'use_api_socket'),
    podman: decodePodmanSettings(definition),
    ...rights(definition, deploy),
    preStart: objectsAt(definition, 'pre_start').map(decodeHook),
    postStart: objectsAt(definition, 'post_start').map(decodeHook),
    preStop: objectsAt(definition, 'pre_stop').map(decodeHook),
    provider: decodeProvider(definition),
    watch: decodeWatch(definition),
    models: decodeModelUses(definition),
    definition,
    // Most commands have no use for it, and Node's cryptography takes as long to load as the rest of a small project.
    get configHash() {
      return configHash();
    },
  };
}

function image(definition: JsonObject) {
  return {
    image: textAt(definition, 'image'),
    build: definition['build'] === undefined ? undefined : decodeBuild(objectAt(definition, 'build')),
    pullPolicy: decodePullPolicy(textAt(definition, 'pull_policy')),
    platform: textAt(definition, 'platform'),
  } satisfies Partial<Service>;
}

function process(definition: JsonObject) {
  return {
    command: textsIn(definition['command']),
    entrypoint: textsIn(definition['entrypoint']),
    environment: bareablePairsAt(definition, 'environment'),
    workingDir: textAt(definition, 'working_dir'),
    user: textAt(definition, 'user'),
    groupAdd: textsAt(definition, 'group_add'),
    hasInit: choiceAt(definition, 'init'),
    hasTty: flagAt(definition, 'tty'),
    isStdinOpen: flagAt(definition, 'stdin_open'),
    stopSignal: textAt(definition, 'stop_signal'),
    stopGracePeriodMs: msAt(definition, 'stop_grace_period'),
  } satisfies Partial<Service>;
}

function rights(definition: JsonObject, deploy: JsonObject) {
  const logging = objectAt(definition, 'logging');
  const reservations = objectAt(objectAt(deploy, 'resources'), 'reservations');
  const requests = [...objectsAt(definition, 'gpus').map(asGpu), ...objectsAt(reservations, 'devices')];
  return {
    capAdd: textsAt(definition, 'cap_add'),
    capDrop: textsAt(definition, 'cap_drop'),
    isPrivileged: flagAt(definition, 'privileged'),
    securityOptions: textsAt(definition, 'security_opt'),
    sysctls: pairsAt(definition, 'sysctls'),
    ulimits: decodeUlimits(objectAt(definition, 'ulimits')),
    devices: objectsAt(definition, 'devices').map(decodeDevice),
    deviceCgroupRules: textsAt(definition, 'device_cgroup_rules'),
    deviceRequests: requests.map(decodeDeviceRequest),
    resources: decodeResources(definition, objectAt(deploy, 'resources')),
    runtime: textAt(definition, 'runtime'),
    logging:
      definition['logging'] === undefined
        ? undefined
        : { driver: textAt(logging, 'driver'), options: pairsAt(logging, 'options') },
  } satisfies Partial<Service>;
}

/** `gpus` asks for devices that can `gpu`, whatever else it says. */
function asGpu(request: JsonObject): JsonObject {
  const capabilities = textsAt(request, 'capabilities');
  return capabilities.includes('gpu') ? request : { ...request, capabilities: [...capabilities, 'gpu'] };
}

function dependencies(definition: JsonObject): ReadonlyMap<ServiceName, Dependency> {
  const decoded = new Map<ServiceName, Dependency>();
  const written = objectAt(definition, 'depends_on');
  for (const key of Object.keys(written)) {
    const name = parseServiceName(key);
    if (name === undefined) continue;
    const how = objectAt(written, key);
    decoded.set(name, {
      condition: conditionOf(textAt(how, 'condition')),
      restart: flagAt(how, 'restart'),
      isRequired: choiceAt(how, 'required') ?? true,
    });
  }
  return decoded;
}

function conditionOf(text: string | undefined): Dependency['condition'] {
  return text === 'service_healthy' || text === 'service_completed_successfully' ? text : 'service_started';
}

function decodeLink(text: string): readonly Link[] {
  const [service = '', alias] = text.split(':');
  const name = parseServiceName(service);
  return name === undefined ? [] : [{ service: name, alias: alias ?? service }];
}

function decodeVolumesFrom(text: string): readonly VolumesFrom[] {
  const parts = text.split(':');
  if (parts[0] === 'container') {
    const [, container = '', mode] = parts;
    return [{ from: { kind: 'container', container }, isReadOnly: mode === 'ro' }];
  }
  const [service = '', mode] = parts;
  const name = parseServiceName(service);
  return name === undefined ? [] : [{ from: { kind: 'service', service: name }, isReadOnly: mode === 'ro' }];
}

function namespace(text: string | undefined): NamespaceMode | undefined {
  if (text === undefined) return undefined;
  if (text.startsWith('container:')) return { kind: 'container', container: text.slice(10) };
  const service = text.startsWith('service:') ? parseServiceName(text.slice(8)) : undefined;
  return service === undefined ? { kind: 'mode', mode: text } : { kind: 'service', service };
}

function decodeHook(hook: JsonObject): Hook {
  return {
    command: textsAt(hook, 'command'),
    image: textAt(hook, 'image'),
    user: textAt(hook, 'user'),
    isPerReplica: flagAt(hook, 'per_replica'),
    isPrivileged: flagAt(hook, 'privileged'),
    workingDir: textAt(hook, 'working_dir'),
    environment: bareablePairsAt(hook, 'environment'),
  };
}

function decodeProvider(definition: JsonObject): Service['provider'] {
  if (definition['provider'] === undefined) return undefined;
  const provider = objectAt(definition, 'provider');
  const options = objectAt(provider, 'options');
  return {
    type: textAt(provider, 'type') ?? '',
    options: new Map(Object.keys(options).map((key) => [key, textsAt(options, key)])),
  };
}
