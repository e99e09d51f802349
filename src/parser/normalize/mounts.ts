import type { Span } from '../../diagnostics/span.ts';
import { get, record, scalar, sequence, set, stringOf } from '../tree-build.ts';
import type { MappingNode, Node } from '../tree.ts';
import { isHostPath, parseVolume } from './volume-short.ts';
import type { VolumeText } from './volume-short.ts';

const propagations = new Set(['private', 'rprivate', 'shared', 'rshared', 'slave', 'rslave']);

/** Options of the short form that only Podman has: chown, overlay, and mount flags. */
const engineFlags = /^(U|O|no?exec|no?dev|no?suid|exec|dev|suid|idmap(=.*)?|copy|upperdir=.*|workdir=.*)$/;

/** The long form of a mount's short form. */
export function longMount(text: string, span: Span): MappingNode | { readonly problem: string } {
  const parsed = parseVolume(text);
  if ('problem' in parsed) return parsed;
  const isBind = isHostPath(parsed.source);
  const bind = bindOptions(parsed, isBind, span);
  // A text of one or two characters is a target and nothing else.
  const volume = text.length <= 2 ? undefined : volumeOptions(parsed, isBind, span);
  const flags = parsed.options.filter((option) => engineFlags.test(option));
  return record(
    {
      type: isBind ? 'bind' : 'volume',
      source: parsed.source === '' ? undefined : parsed.source,
      target: cleanPath(parsed.target),
      read_only: isReadOnly(parsed.options) ? true : undefined,
      bind,
      volume,
      'x-podman-flags':
        flags.length === 0
          ? undefined
          : sequence(
              flags.map((flag) => scalar(flag, span)),
              span,
            ),
    },
    span,
  );
}

function isReadOnly(options: readonly string[]): boolean {
  return options.lastIndexOf('ro') > options.lastIndexOf('rw');
}

function bindOptions({ options }: VolumeText, isBind: boolean, span: Span): MappingNode | undefined {
  const selinux = options.findLast((option) => option === 'z' || option === 'Z');
  const propagation = options.findLast((option) => propagations.has(option));
  if (!isBind && selinux === undefined && propagation === undefined) return undefined;
  return record({ selinux, propagation, create_host_path: isBind ? true : undefined }, span);
}

function volumeOptions({ options }: VolumeText, isBind: boolean, span: Span): MappingNode | undefined {
  const isNoCopy = options.includes('nocopy');
  if (isBind && !isNoCopy) return undefined;
  return record({ nocopy: isNoCopy ? true : undefined }, span);
}

/** A container path without `.`, `..` and doubled slashes; an empty one is the folder itself, `.`. */
export function cleanPath(path: string): string {
  const isAbsolute = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!isAbsolute) kept.push(part);
  }
  const joined = kept.join('/');
  if (isAbsolute) return `/${joined}`;
  return joined === '' ? '.' : joined;
}

/** A long form with its target cleaned. */
export function withCleanTarget(mount: Node): Node {
  const target = get(mount, 'target');
  const text = stringOf(target);
  if (mount.kind !== 'mapping' || target === undefined || text === undefined) return mount;
  const clean = cleanPath(text);
  return clean === text ? mount : set(mount, 'target', scalar(clean, target.span));
}
