import type { Host } from '../../host/host.ts';
import { isJsonObject } from '../../lib/json.ts';
import type { TreeState } from '../plan-machine.ts';
import type { MachinePaths, PristinePaths } from '../state-dir.ts';
import { keyFiles } from './packages.ts';
import { readIfThere } from './process-identity.ts';

/** How a pristine root stands: the stamp says how large its key files were when it was made. */
export async function pristineState(host: Host, paths: PristinePaths): Promise<TreeState> {
  if ((await host.files.stat(paths.dir)) === undefined) return { kind: 'absent' };
  const stamp = await readIfThere(host, paths.stamp);
  const sizes = stamp === undefined ? undefined : parseStamp(stamp);
  if (sizes === undefined) return { kind: 'half-made' };
  return checkFiles(host, paths.root, (path, sizeBytes) => sizes.get(path) === sizeBytes);
}

/** How a machine's own root stands: packages in it may have been upgraded, so any size but zero will do. */
export async function rootState(host: Host, paths: MachinePaths): Promise<TreeState> {
  if ((await host.files.stat(paths.root)) === undefined) return { kind: 'absent' };
  if ((await host.files.stat(paths.record)) === undefined) return { kind: 'half-made' };
  if ((await host.files.stat(paths.mending)) !== undefined) {
    return { kind: 'damaged', problem: 'putting its files back was interrupted' };
  }
  return checkFiles(host, paths.root, (_, sizeBytes) => sizeBytes > 0);
}

/** The stamp of a pristine root, from what is in it. */
export async function makeStamp(host: Host, root: string): Promise<string> {
  const sizes: Record<string, number> = {};
  for (const path of keyFiles) sizes[path] = (await host.files.stat(`${root}/${path}`))?.sizeBytes ?? 0;
  return `${JSON.stringify(sizes, undefined, 2)}\n`;
}

/** Looks for every key file; the first that fails is the problem. */
export async function checkFiles(
  host: Host,
  root: string,
  isFine: (path: string, sizeBytes: number) => boolean,
): Promise<TreeState> {
  for (const path of keyFiles) {
    // Not through links that lead out of the root: Debian's key files are files.
    const stat = await host.files.statLink(`${root}/${path}`);
    if (stat === undefined) return { kind: 'damaged', problem: `\`/${path}\` is gone` };
    if (stat.kind === 'file' && !isFine(path, stat.sizeBytes)) {
      return { kind: 'damaged', problem: `\`/${path}\` is not what it was` };
    }
  }
  return { kind: 'whole' };
}

function parseStamp(text: string): ReadonlyMap<string, number> | undefined {
  try {
    const data: unknown = JSON.parse(text);
    if (!isJsonObject(data)) return undefined;
    return new Map(
      Object.entries(data).flatMap(([path, size]) =>
        typeof size === 'number' ? [[path, size] as const] : [],
      ),
    );
  } catch {
    return undefined;
  }
}
