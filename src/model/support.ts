import type { Json } from '../lib/json.ts';
import { isJsonObject, jsonScalarText } from '../lib/json.ts';
import { parseIdRange } from './podman-settings.ts';

/** What becomes of a key of the Compose format on Podman. */
export type Support =
  | { readonly kind: 'applied' }
  /** It does what it promises, by another way than with Docker. */
  | { readonly kind: 'differs'; readonly how: string }
  /** There is nothing to do for it here, and nothing is lost. */
  | { readonly kind: 'no-effect'; readonly why: string }
  /** What it asks for is not done, which a warning says. */
  | {
      readonly kind: 'unapplied';
      readonly why: string;
      /** True for the values that ask for something that is not done; absent is all but empty ones and `false`. */
      readonly when?: (value: Json) => boolean;
    };

/** A part of the format whose entries have keys of their own. */
export type Section = 'service' | 'network' | 'volume' | 'secret' | 'config' | 'model' | 'top';

const applied: Support = { kind: 'applied' };
const windowsOnly: Support = { kind: 'unapplied', why: 'only Windows containers have it' };
const clusterOnly: Support = { kind: 'unapplied', why: 'it is for clusters, and Podman is one machine' };
const cgroupOne: Support = {
  kind: 'unapplied',
  why: 'version 2 of the kernel’s control groups does not have it',
};
const differs = (how: string): Support => ({ kind: 'differs', how });
const noEffect = (why: string): Support => ({ kind: 'no-effect', why });
const unapplied = (why: string, when?: (value: Json) => boolean): Support => ({
  kind: 'unapplied',
  why,
  ...(when === undefined ? {} : { when }),
});

const copiedAsSecret = differs(
  'a copy is kept as a secret of the engine and mounted read-only; what is empty, a folder or larger than a secret may be is mounted from its file',
);
const byModelRunner = differs('by Docker’s model runner: its program `docker-model` has to be here');
const byCdi = differs('devices are asked for by their CDI names, such as `nvidia.com/gpu=all`');

const cacheInRegistry = unapplied(
  'Podman keeps build caches in registries only, in a repository without tags of yours',
  (value) => listOf(value).some((text) => /(?:^|,)type=(?!registry(?:,|$))/.test(jsonScalarText(text))),
);

const idMaps = unapplied('only lines `CONTAINER:HOST[:COUNT]` are', (value) =>
  listOf(value).some((line) => typeof line !== 'string' || parseIdRange(line) === undefined),
);

/**
 * What becomes of each key: path → support. In a path, `*` is a name that people choose and `[]` an entry of a list.
 * A key that is not here is as the nearest one around it.
 */
export const support: Readonly<Record<Section, Readonly<Record<string, Support>>>> = {
  service: {
    annotations: applied,
    attach: applied,
    blkio_config: applied,
    build: applied,
    'build.additional_contexts': differs('folders are sent as images that last as long as the build'),
    'build.cache_from': cacheInRegistry,
    'build.cache_to': cacheInRegistry,
    'build.entitlements': unapplied(
      '`network.host` needs no grant, and Podman’s builds know no `RUN --security`',
      (value) => listOf(value).some((grant) => grant !== 'network.host'),
    ),
    'build.isolation': unapplied(
      'Podman has `oci`, `chroot` and `rootless`',
      (value) =>
        !saysNothing(value) && !['default', 'oci', 'chroot', 'rootless'].includes(jsonScalarText(value)),
    ),
    'build.no_cache_filter': differs('Podman’s cache knows no stages, so all are built anew'),
    'build.platforms': differs(
      '`build` makes all of them, as one list of images; `up` and `run` make the one that runs here',
    ),
    'build.privileged': applied,
    'build.provenance': unapplied('Podman attaches no attestations to images'),
    'build.sbom': unapplied('Podman attaches no attestations to images'),
    'build.ssh': unapplied('Podman’s build endpoint has no way to pass SSH agents or keys'),
    cap_add: applied,
    cap_drop: applied,
    cgroup: applied,
    cgroup_parent: applied,
    command: applied,
    configs: copiedAsSecret,
    container_name: applied,
    cpu_count: windowsOnly,
    cpu_percent: windowsOnly,
    cpu_period: applied,
    cpu_quota: applied,
    cpu_rt_period: cgroupOne,
    cpu_rt_runtime: cgroupOne,
    cpu_shares: applied,
    cpus: applied,
    cpuset: applied,
    credential_spec: windowsOnly,
    depends_on: applied,
    deploy: applied,
    'deploy.endpoint_mode': clusterOnly,
    'deploy.labels': unapplied('they are for a cluster’s service; containers take `labels`'),
    'deploy.mode': unapplied(
      'jobs are for clusters; `global` is one container',
      (value) => typeof value === 'string' && value.endsWith('-job'),
    ),
    'deploy.placement': clusterOnly,
    'deploy.resources.reservations.cpus': unapplied('Podman cannot keep processors free'),
    'deploy.resources.reservations.devices': byCdi,
    'deploy.resources.reservations.generic_resources': clusterOnly,
    'deploy.restart_policy': differs('`condition` and `max_attempts` become the container’s restart policy'),
    'deploy.restart_policy.delay': unapplied('Podman restarts without delay'),
    'deploy.restart_policy.window': unapplied('Podman has no such window'),
    'deploy.rollback_config': clusterOnly,
    'deploy.update_config': clusterOnly,
    develop: applied,
    device_cgroup_rules: applied,
    devices: applied,
    dns: applied,
    dns_opt: applied,
    dns_search: applied,
    domainname: differs('it is added to the host name'),
    entrypoint: applied,
    env_file: applied,
    environment: applied,
    expose: applied,
    extends: applied,
    external_links: unapplied(
      'Podman gives other names than its own only to a container that joins a network; it answers to its own on a network of both',
      (value) => listOf(value).some((link) => typeof link === 'string' && isRenamed(link)),
    ),
    extra_hosts: differs(
      'members of the pod share one hosts file, so the lines of one service are seen by all',
    ),
    gpus: byCdi,
    group_add: applied,
    healthcheck: applied,
    'healthcheck.start_interval': differs(
      'checked that often while Selkie waits for the container’s health; the engine’s own timers know `interval` only',
    ),
    hostname: applied,
    image: applied,
    init: applied,
    ipc: applied,
    isolation: windowsOnly,
    label_file: applied,
    labels: applied,
    links: applied,
    logging: differs(
      '`json-file` and `local` are Podman’s `k8s-file`, which keeps one file: `max-size` holds, `max-file` and `compress` do not; other options are told of',
    ),
    'logging.driver': unapplied(
      'Podman has `k8s-file`, `journald`, `passthrough` and `none`, so the output is kept in a file',
      (value) => typeof value === 'string' && !isLogDriver(value),
    ),
    'logging.options': unapplied(
      'Podman’s log drivers note neither labels nor variables',
      (value) => isJsonObject(value) && Object.keys(value).some((key) => /^(?:labels|env)\b/.test(key)),
    ),
    mac_address: applied,
    mem_limit: applied,
    mem_reservation: applied,
    mem_swappiness: cgroupOne,
    memswap_limit: applied,
    models: byModelRunner,
    network_mode: applied,
    networks: applied,
    'networks.*.aliases': differs(
      'the names of a service that was taken out of the file lead to the pod until its names change again: taking them away would take the pod off the network for a moment',
    ),
    'networks.*.gw_priority': differs(
      'it becomes the metric of the network’s own default route, so all services see the networks in one order',
    ),
    'networks.*.link_local_ips': unapplied('Podman gives addresses of the network’s subnets only'),
    'networks.*.x-podman.interface_name': applied,
    'networks.*.x-podman.mac_address': applied,
    oom_kill_disable: cgroupOne,
    oom_score_adj: applied,
    pid: applied,
    pids_limit: applied,
    platform: applied,
    ports: applied,
    'ports[].app_protocol': noEffect('a hint for other tools'),
    'ports[].mode': noEffect('the two modes differ in clusters only'),
    'ports[].name': noEffect('a hint for other tools'),
    post_start: differs('also for containers of `run`'),
    pre_start: differs(
      'before a container that is new, not again before one that only stopped; in the service’s pod or networks, without its names',
    ),
    pre_stop: applied,
    privileged: applied,
    profiles: applied,
    provider: applied,
    pull_policy: applied,
    pull_refresh_after: noEffect(
      'docker compose drops it, too; `every_…` of `pull_policy` says how old an image may become',
    ),
    read_only: applied,
    restart: applied,
    runtime: unapplied(
      'the engine runs all containers with the `runtime` of its containers.conf',
      (value) => !saysNothing(value) && value !== 'crun' && value !== 'runc',
    ),
    scale: applied,
    secrets: copiedAsSecret,
    security_opt: applied,
    shm_size: applied,
    stdin_open: applied,
    stop_grace_period: differs('in whole seconds, rounded up'),
    stop_signal: applied,
    storage_opt: applied,
    sysctls: differs(
      'those of the network are set on the pod; as with Docker, any user may listen on any port unless `net.ipv4.ip_unprivileged_port_start` says otherwise',
    ),
    tmpfs: differs('`uid` and `gid` are not taken by Podman: the container’s user owns the mount'),
    tty: applied,
    ulimits: applied,
    use_api_socket: differs(
      'Podman’s own socket is mounted, where Docker’s would be; registry logins are not',
    ),
    user: applied,
    userns_mode: differs('a service with a user namespace of its own is placed beside the pod'),
    uts: applied,
    volumes: applied,
    'volumes[].bind.recursive': unapplied(
      'Podman cannot make what is mounted below it read-only too',
      (value) => value === 'readonly',
    ),
    'volumes[].consistency': noEffect('a wish about caching that only Docker Desktop knew'),
    'volumes[].type': unapplied(
      'Podman has no `cluster` and `npipe` mounts',
      (value) => value === 'cluster' || value === 'npipe',
    ),
    'volumes[].volume.labels': unapplied(
      'Podman labels no volume that it makes with a container; `labels` of a volume under `volumes` are applied',
    ),
    volumes_from: applied,
    working_dir: applied,
    'x-podman': applied,
    'x-podman.auto_update': differs('`podman auto-update` updates what systemd runs'),
    'x-podman.gidmaps': idMaps,
    'x-podman.no_hosts': applied,
    'x-podman.passwd': applied,
    'x-podman.placement': applied,
    'x-podman.rootfs': applied,
    'x-podman.uidmaps': idMaps,
  },
  network: {
    attachable: noEffect('every network can be joined'),
    driver: applied,
    driver_opts: applied,
    enable_ipv4: applied,
    enable_ipv6: applied,
    external: applied,
    internal: applied,
    ipam: applied,
    'ipam.config[].aux_addresses': unapplied(
      'Podman keeps no addresses free; an `ip_range` without them does',
    ),
    'ipam.options': unapplied('what gives out Podman’s addresses has no settings'),
    labels: applied,
    name: applied,
    'x-podman.disable_dns': applied,
    'x-podman.dns': applied,
    'x-podman.routes': applied,
  },
  volume: {
    driver: applied,
    driver_opts: applied,
    external: applied,
    labels: applied,
    name: applied,
  },
  secret: {
    driver: applied,
    driver_opts: applied,
    environment: applied,
    external: applied,
    file: applied,
    labels: applied,
    name: applied,
    template_driver: clusterOnly,
    'x-podman.relabel': differs('for a file that is mounted itself; a copy has its labels from the engine'),
  },
  config: {
    content: applied,
    environment: applied,
    external: applied,
    file: applied,
    labels: applied,
    name: applied,
    template_driver: clusterOnly,
  },
  model: {
    context_size: applied,
    model: applied,
    name: noEffect('a name for people'),
    runtime_flags: differs('left out for a model runner before 1.0.6'),
  },
  top: {
    configs: applied,
    include: applied,
    models: byModelRunner,
    name: applied,
    networks: applied,
    secrets: applied,
    services: applied,
    version: noEffect('it says nothing any more'),
    volumes: applied,
    'x-podman': applied,
    'x-podman.default_net_behavior_compat': unapplied(
      'services without networks are on one called `default`, as with docker compose',
      (value) => value === false || value === 'false',
    ),
    'x-podman.default_net_name_compat': applied,
    'x-podman.docker_compose_compat': differs('it means `in_pod: false`: all else is so anyway'),
    'x-podman.machine': differs(
      'by `selkie bootstrap` and `selkie machine apply`; `up` takes the engine that is there',
    ),
    'x-podman.name_separator_compat': unapplied(
      'names are joined with `-`, as with docker compose',
      (value) => value === false || value === 'false',
    ),
  },
};

/** What becomes of the key at a path of a section; undefined when neither it nor what is around it is in the table. */
export function supportOf(section: Section, path: string): Support | undefined {
  const table = support[section];
  for (
    let at = path.length;
    at > 0;
    at = Math.max(path.lastIndexOf('.', at - 1), path.lastIndexOf('[', at - 1))
  ) {
    const around = path.slice(0, at);
    if (Object.hasOwn(table, around)) return table[around];
  }
  return undefined;
}

/** `NAME:ALIAS` with an alias that is not the container's name. */
function isRenamed(link: string): boolean {
  const [name, alias] = link.split(':');
  return alias !== undefined && alias !== name;
}

function listOf(value: Json): readonly Json[] {
  return isList(value) ? value : [];
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** True for the names of log drivers that Podman has, and for those of Docker's that it has under another name. */
export function isLogDriver(name: string): boolean {
  return [
    '',
    'json-file',
    'local',
    'k8s-file',
    'journald',
    'passthrough',
    'passthrough-tty',
    'none',
  ].includes(name);
}

/** True when a value says nothing: what normalising fills in, and what turns a thing off that is off. */
export function saysNothing(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.values(value).every(saysNothing);
}
