import { dirname } from 'node:path';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Host } from '../../host/host.ts';

/** Rejects with a ToolError when the disk under a folder (or the nearest one above that exists) has less room than needed. */
export async function requireSpace(
  host: Host,
  path: string,
  neededBytes: number,
  signal: AbortSignal,
): Promise<void> {
  let dir = path;
  while (dir !== '/' && (await host.files.stat(dir)) === undefined) dir = dirname(dir);
  const { stdout } = await host.processes.run('stat', ['-f', '-c', '%a %S', dir], { signal });
  const [blocks = NaN, blockBytes = NaN] = stdout.trim().split(' ').map(Number);
  const freeBytes = blocks * blockBytes;
  // A file system that gives no numbers is not refused.
  if (Number.isNaN(freeBytes) || freeBytes >= neededBytes) return;
  throw new ToolError(
    diagnose('machine/disk-full', { path: dir, needed: megabytes(neededBytes), free: megabytes(freeBytes) }),
  );
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}
