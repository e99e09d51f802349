import { posix } from 'node:path';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import type { Files } from '../host/host.ts';
import type { Mount } from '../model/mount.ts';
import type { ContainerDesign } from '../planner/container-design.ts';

/** The container with a bind mount for each path that a mount of type `glob` finds: below its target, under the path's own name. */
export async function withGlobMounts(design: ContainerDesign, files: Files): Promise<ContainerDesign> {
  const { service } = design;
  if (!service.mounts.some(({ kind }) => kind === 'glob')) return design;
  const mounts = await Promise.all(service.mounts.map((mount) => expand(mount, service.name, files)));
  return { ...design, service: { ...service, mounts: mounts.flat() } };
}

async function expand(mount: Mount, service: string, files: Files): Promise<readonly Mount[]> {
  if (mount.kind !== 'glob') return [mount];
  const { source = '', target, isReadOnly, consistency } = mount;
  const found = await matching(posix.resolve('/', source), files);
  if (found.length === 0) {
    throw new ToolError(diagnose('execute/bind-source-missing', { service, path: source }));
  }
  return found.map((path) => ({
    kind: 'bind',
    source: path,
    target: posix.join(target, posix.basename(path)),
    isReadOnly,
    consistency,
    propagation: undefined,
    createHostPath: false,
    selinux: undefined,
    recursive: undefined,
    engineFlags: [],
  }));
}

/** Paths that a pattern means, sorted; `*`, `?` and `[…]` stand for characters of one name. */
async function matching(pattern: string, files: Files): Promise<readonly string[]> {
  let found: readonly string[] = ['/'];
  for (const step of pattern.split('/').filter((part) => part !== '')) {
    const next = await Promise.all(found.map((folder) => entries(folder, step, files)));
    found = next.flat();
  }
  return found;
}

async function entries(folder: string, step: string, files: Files): Promise<readonly string[]> {
  const path = posix.join(folder, step);
  if (!/[*?[]/.test(step)) return (await files.stat(path)) === undefined ? [] : [path];
  const names = (await files.stat(folder))?.kind === 'directory' ? await files.list(folder) : [];
  const rule = expressionOf(step);
  return names
    .filter((name) => rule.test(name) && (step.startsWith('.') || !name.startsWith('.')))
    .map((name) => posix.join(folder, name));
}

function expressionOf(step: string): RegExp {
  const parts = step.match(/\[!?[^\]]+\]|[\s\S]/gu) ?? [];
  const body = parts.map((part) => {
    if (part === '*') return '.*';
    if (part === '?') return '.';
    if (part.length > 2 && part.startsWith('[')) return part.replace(/^\[!/, '[^').replaceAll('\\', '\\\\');
    return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
  return new RegExp(`^${body.join('')}$`, 'su');
}
