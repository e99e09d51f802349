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
  const { dir, freeBytes } = await freeSpace(host, path, signal);
  // A file system that gives no numbers is not refused.
  if (Number.isNaN(freeBytes) || freeBytes >= neededBytes) return;
  throw diskFull(dir, neededBytes, freeBytes);
}

/** What may be left where something larger did not fit. */
const lastBytes = 50_000_000;

/** The ToolError for work that a full disk has ended, as far as its output tells; undefined where it was something else. */
export async function endedByFullDisk(
  host: Host,
  path: string,
  neededBytes: number,
  output: string,
): Promise<ToolError | undefined> {
  if (!/No space left on device|Disk quota exceeded/u.test(output)) return undefined;
  const { dir, freeBytes } = await freeSpace(host, path);
  // It may be full of files, not of bytes.
  if (freeBytes > lastBytes) return undefined;
  return diskFull(dir, neededBytes, freeBytes);
}

async function freeSpace(host: Host, path: string, signal?: AbortSignal) {
  let dir = path;
  while (dir !== '/' && (await host.files.stat(dir)) === undefined) dir = dirname(dir);
  const options = signal === undefined ? {} : { signal };
  const { stdout } = await host.processes.run('stat', ['-f', '-c', '%a %S', dir], options);
  const [blocks = NaN, blockBytes = NaN] = stdout.trim().split(' ').map(Number);
  return { dir, freeBytes: blocks * blockBytes };
}

function diskFull(path: string, neededBytes: number, freeBytes: number): ToolError {
  const args = { path, needed: megabytes(neededBytes), free: megabytes(freeBytes) };
  return new ToolError(diagnose('machine/disk-full', args));
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}
