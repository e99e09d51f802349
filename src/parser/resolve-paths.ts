import { isAbsolute } from 'node:path';
import { cleanPath } from './normalize/mounts.ts';
import { keyValues } from './normalize/shape.ts';
import { below, pathTable } from './path-table.ts';
import type { PathTable } from './path-table.ts';
import { asMapping } from './merge-forms.ts';
import { get, isNull, mapItems, mapValues, scalar, set, stringOf } from './tree-build.ts';
import type { Node } from './tree.ts';

/** Where relative paths begin. `folder` may itself be relative, when a later step resolves it. */
export interface PathBase {
  readonly folder: string;
  readonly homeDir: string;
}

type Resolver = (node: Node, base: PathBase) => Node;

/** Makes the paths of a tree start from a folder. Short forms must be long already. */
export function resolvePaths(root: Node, base: PathBase): Node {
  const walk = (node: Node, table: PathTable<Resolver> | undefined): Node => {
    if (table === undefined) return node;
    const resolved = table.rule === undefined ? node : table.rule(node, base);
    if (resolved.kind === 'mapping')
      return mapValues(resolved, (value, key) => walk(value, below(table, key)));
    if (resolved.kind === 'sequence')
      return mapItems(resolved, (item, index) => walk(item, below(table, index)));
    return resolved;
  };
  return walk(root, resolvers);
}

/** A path from a folder: `~` is the home folder, absolute paths (Windows' too) stay. */
function resolvePath(path: string, base: PathBase): string {
  if (path === '') return path;
  const expanded = expandHome(path, base.homeDir);
  return isAbsolute(expanded) || isWindowsAbsolute(expanded)
    ? expanded
    : cleanPath(base.folder === '' ? expanded : `${base.folder}/${expanded}`);
}

function expandHome(path: string, homeDir: string): string {
  return path === '~' || path.startsWith('~/') ? cleanPath(`${homeDir}${path.slice(1)}`) : path;
}

function isWindowsAbsolute(path: string): boolean {
  return /^([a-zA-Z]:[\\/]|\\\\)/.test(path);
}

const onText =
  (change: (text: string, base: PathBase) => string): Resolver =>
  (node, base) => {
    const text = stringOf(node);
    if (text === undefined) return node;
    const changed = change(text, base);
    return changed === text ? node : scalar(changed, node.span);
  };

const plain = onText(resolvePath);

const remote = /^(https?:\/\/|git:\/\/|ssh:\/\/|github\.com\/|git@)/;

/** True for a build context that is no local folder. */
function isRemoteContext(context: string): boolean {
  return context.includes('://') || context.startsWith('service:') || remote.test(context);
}

const context = onText((text, base) => (isRemoteContext(text) ? text : resolvePath(text, base)));

const bindSource: Resolver = (node, base) => {
  const source = get(node, 'source');
  const type = stringOf(get(node, 'type'));
  if (node.kind !== 'mapping' || source === undefined || (type !== 'bind' && type !== 'glob')) return node;
  // An empty one, as a variable that is not set leaves it, is the folder itself.
  const resolved = stringOf(source) === '' ? scalar(base.folder, source.span) : plain(source, base);
  return resolved === source ? node : set(node, 'source', resolved);
};

/** The folder of a volume that is a bind mount. docker compose leaves it as it is when no driver is named. */
const bindDevice: Resolver = (node, base) => {
  const options = get(node, 'driver_opts');
  const device = get(options, 'device');
  if (node.kind !== 'mapping' || options?.kind !== 'mapping' || device === undefined) return node;
  if (stringOf(get(options, 'o')) !== 'bind' || stringOf(get(node, 'driver')) !== 'local') return node;
  return set(
    node,
    'driver_opts',
    set(options, 'device', stringOf(device) === '' ? scalar(base.folder, device.span) : plain(device, base)),
  );
};

/** A folder to run instead of an image; the dot in the key is podman-compose's. */
const rootfs: Resolver = (node, base) => {
  const path = get(node, 'x-podman.rootfs');
  return node.kind !== 'mapping' || path === undefined
    ? node
    : set(node, 'x-podman.rootfs', plain(path, base));
};

const sshPaths: Resolver = (node, base) =>
  mapValues(asMapping(keyValues(node)), (path) => (isNull(path) ? path : plain(path, base)));

const resolvers: PathTable<Resolver> = pathTable<Resolver>({
  'services.*.build.context': context,
  'services.*.build.additional_contexts.*': context,
  'services.*.build.ssh': sshPaths,
  'services.*.env_file.*.path': plain,
  'services.*.label_file.*': plain,
  'services.*.extends.file': plain,
  'services.*.develop.watch.*.path': plain,
  'services.*.volumes.*': bindSource,
  'services.*': rootfs,
  'configs.*.file': plain,
  'secrets.*.file': plain,
  'volumes.*': bindDevice,
});
