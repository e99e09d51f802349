import type { Span } from '../diagnostics/span.ts';
import {
  get,
  isNull,
  mapItems,
  mapValues,
  mapping,
  member,
  record,
  scalar,
  set,
  stringOf,
} from './tree-build.ts';
import type { MappingEntry, MappingNode, Node } from './tree.ts';

/**
 * Writes out what a project implies: the default network, dependencies that links, namespaces and `volumes_from` bring,
 * Dockerfile names, variables taken from the environment, and the names of networks, volumes, secrets and configs.
 */
export function writeImplied(
  root: MappingNode,
  projectName: string,
  environment: ReadonlyMap<string, string>,
): MappingNode {
  const named = set(root, 'name', scalar(projectName, root.span));
  const withServices = onMapping(named, 'services', (services) =>
    mapValues(services, (service) =>
      service.kind === 'mapping' ? impliedService(onDefaultNetwork(service), environment) : service,
    ),
  );
  return nameResources(withDefaultNetwork(withServices), projectName);
}

function onMapping(node: MappingNode, key: string, change: (value: MappingNode) => MappingNode): MappingNode {
  const value = get(node, key);
  if (value?.kind !== 'mapping') return node;
  const changed = change(value);
  return changed === value ? node : set(node, key, changed);
}

function onDefaultNetwork(service: MappingNode): MappingNode {
  if (get(service, 'provider') !== undefined || get(service, 'network_mode') !== undefined) return service;
  const networks = get(service, 'networks');
  const isUnset = isNull(networks) || (networks?.kind === 'mapping' && networks.entries.size === 0);
  if (!isUnset) return service;
  return set(service, 'networks', record({ default: null }, service.span));
}

function withDefaultNetwork(root: MappingNode): MappingNode {
  const services = get(root, 'services');
  if (services?.kind !== 'mapping') return root;
  const isUsed = [...services.entries.values()].some(
    ({ value }) => get(get(value, 'networks'), 'default') !== undefined,
  );
  if (!isUsed) return root;
  const networks = get(root, 'networks');
  if (networks?.kind === 'mapping') {
    if (networks.entries.has('default')) return root;
    return set(root, 'networks', set(networks, 'default', scalar(null, root.span)));
  }
  return set(root, 'networks', record({ default: null }, root.span));
}

function impliedService(service: MappingNode, environment: ReadonlyMap<string, string>): MappingNode {
  const policy = get(service, 'pull_policy');
  const renamed =
    policy !== undefined && stringOf(policy) === 'if_not_present'
      ? set(service, 'pull_policy', scalar('missing', policy.span))
      : service;
  const withBuild = onMapping(renamed, 'build', (build) => impliedBuild(build, environment));
  const variables = get(withBuild, 'environment');
  const resolved =
    variables === undefined
      ? withBuild
      : set(withBuild, 'environment', fromEnvironment(variables, environment, true));
  return withDependencies(resolved);
}

function impliedBuild(build: MappingNode, environment: ReadonlyMap<string, string>): MappingNode {
  const hasFile = get(build, 'dockerfile') !== undefined || get(build, 'dockerfile_inline') !== undefined;
  const named = hasFile ? build : set(build, 'dockerfile', scalar('Dockerfile', build.span));
  const args = get(named, 'args');
  return args === undefined ? named : set(named, 'args', fromEnvironment(args, environment, false));
}

/** Bare keys take the value of the environment. One that has none there stays bare, or is left out. */
function fromEnvironment(node: Node, environment: ReadonlyMap<string, string>, keepUnset: boolean): Node {
  if (node.kind === 'sequence') {
    return mapItems(node, (item) => {
      const key = stringOf(item);
      if (key === undefined || key.includes('=')) return item;
      const text = environment.get(key);
      if (text !== undefined) return scalar(`${key}=${text}`, item.span);
      return keepUnset ? item : undefined;
    });
  }
  if (node.kind !== 'mapping') return node;
  return mapValues(node, (value, key) => {
    if (!isNull(value)) return value;
    const text = environment.get(key);
    if (text !== undefined) return scalar(text, value.span);
    return keepUnset ? value : undefined;
  });
}

/** Namespaces that may be those of another service. */
const namespaceKeys = ['network_mode', 'ipc', 'pid', 'uts', 'cgroup'] as const;

/** What one service needs of another without saying so in `depends_on`. */
export interface ImpliedDependency {
  readonly service: string;
  /** The key that says it. */
  readonly key: 'links' | 'volumes_from' | (typeof namespaceKeys)[number];
  readonly restart: boolean;
  readonly span: Span;
}

/** What a service needs of others by `links`, namespaces of theirs and `volumes_from`. */
export function impliedDependencies(service: MappingNode): readonly ImpliedDependency[] {
  const implied: ImpliedDependency[] = [];
  const add = (
    key: ImpliedDependency['key'],
    name: string | undefined,
    restart: boolean,
    span: Span,
  ): void => {
    if (name !== undefined && name !== '') implied.push({ service: name, key, restart, span });
  };
  for (const item of itemsOf(get(service, 'links'))) {
    add('links', stringOf(item)?.split(':')[0], true, item.span);
  }
  for (const key of namespaceKeys) {
    const mode = get(service, key);
    const text = stringOf(mode);
    if (mode !== undefined && text?.startsWith('service:') === true) {
      add(key, text.slice(8), true, mode.span);
    }
  }
  for (const item of itemsOf(get(service, 'volumes_from'))) {
    const text = stringOf(item);
    if (text?.startsWith('container:') === false) {
      add('volumes_from', text.split(':')[0], false, item.span);
    }
  }
  return implied;
}

function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.kind === 'sequence' ? node.items : [];
}

function withDependencies(service: MappingNode): MappingNode {
  const implied = impliedDependencies(service);
  if (implied.length === 0) return service;
  const written = get(service, 'depends_on');
  const entries = new Map<string, MappingEntry>(written?.kind === 'mapping' ? written.entries : []);
  for (const { service: name, restart, span } of implied) {
    if (entries.has(name)) continue;
    const value = record({ condition: 'service_started', restart, required: true }, span);
    entries.set(name, member(name, value, span));
  }
  return set(service, 'depends_on', mapping(entries.values(), written?.span ?? service.span));
}

function nameResources(root: MappingNode, projectName: string): MappingNode {
  const prefixes: Readonly<Record<string, string>> = { networks: networkPrefix(root, projectName) };
  return ['networks', 'volumes', 'configs', 'secrets'].reduce(
    (tree, section) =>
      onMapping(tree, section, (resources) =>
        mapValues(resources, (value, key, entry) => {
          const resource = value.kind === 'mapping' ? value : mapping([], entry.keySpan);
          if (!isNull(get(resource, 'name'))) return resource;
          const external = get(resource, 'external');
          const isExternal = external?.kind === 'scalar' && external.value === true;
          const name = isExternal ? key : `${prefixes[section] ?? projectName}_${key}`;
          return set(resource, 'name', scalar(name, entry.keySpan));
        }),
      ),
    root,
  );
}

/** podman-compose's `default_net_name_compat` names networks as the first docker-compose did: without hyphens. */
function networkPrefix(root: MappingNode, projectName: string): string {
  const flag = get(get(root, 'x-podman'), 'default_net_name_compat');
  const isOn = flag?.kind === 'scalar' && (flag.value === true || flag.value === 'true');
  return isOn ? projectName.replaceAll('-', '') : projectName;
}
