import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Host } from '../../host/host.ts';
import type { PodmanClient } from '../../podman/client.ts';
import { packEntries } from '../copy/pack-entries.ts';
import type { PackEntry } from '../copy/pack-entries.ts';
import { sentenceOf } from '../engine-failure.ts';
import { lastLines } from '../last-output.ts';
import { runInside } from '../run-inside.ts';
import type { SyncWork } from './work.ts';

/** What syncing needs. */
export interface SyncContext {
  readonly client: PodmanClient;
  readonly host: Pick<Host, 'files' | 'clock'>;
  readonly signal: AbortSignal;
}

/** A container of the service that has changed. */
export interface SyncTarget {
  readonly id: string;
  readonly name: string;
  readonly isRunning: boolean;
}

/**
 * Carries changes into containers, all at once: removes what is gone, then copies. Everything becomes the container's user's
 * and keeps its mode. Gives what did not work; the rest was done.
 */
export async function syncContainers(
  context: SyncContext,
  targets: readonly SyncTarget[],
  work: SyncWork,
): Promise<readonly Diagnostic[]> {
  const found = await Promise.all(
    targets.map(async (target) => [
      ...(await removePaths(context, target, work.deletes)),
      ...(await copyInto(context, target, work)),
    ]),
  );
  return withoutRepeats(found.flat());
}

/** As many bytes of arguments as any system takes. */
const longestArguments = 60_000;

const noCommand = 'its image has no `rm`';
/** What engines that start a command before they look for it give as its status. */
const missing = 127;

async function removePaths(
  { client, host, signal }: SyncContext,
  target: SyncTarget,
  paths: readonly string[],
): Promise<readonly Diagnostic[]> {
  if (paths.length === 0) return [];
  const failed = (problem: string) => [
    diagnose('watch/not-deleted', { container: target.name, paths, problem }),
  ];
  if (!target.isRunning) return failed('it does not run');
  const output: Uint8Array[] = [];
  for (const some of inPortions(paths)) {
    try {
      // As root: the folder may belong to somebody else than the container's user.
      const command = ['rm', '-rf', ...some];
      const own = { command, user: '0', isPrivileged: false, workingDir: '/', environment: new Map() };
      const onOutput = ({ data }: { readonly data: Uint8Array }) => output.push(Uint8Array.from(data));
      const status = await runInside(target.id, own, { client, clock: host.clock, signal, onOutput });
      if (status === 0) continue;
      if (status === missing) return failed(noCommand);
      const [last] = lastLines(Buffer.concat(output).toString('utf8')).slice(-1);
      return failed(last ?? `\`rm\` ended with status ${status}`);
    } catch (error) {
      if (signal.aborted || !(error instanceof ToolError)) throw error;
      const hasNoCommand = error.diagnostics.some(({ code }) => code === 'engine/command-not-found');
      return failed(hasNoCommand ? noCommand : sentenceOf(error));
    }
  }
  return [];
}

async function copyInto(
  { client, host, signal }: SyncContext,
  target: SyncTarget,
  { copies }: SyncWork,
): Promise<readonly Diagnostic[]> {
  if (copies.size === 0) return [];
  const found: Diagnostic[] = [];
  const onUnreadable = (path: string, error: unknown) =>
    found.push(diagnose('watch/unreadable', { path, problem: sentenceOf(error) }));
  const entries = [...copies].map(([inside, source]) => ({ source, name: inside.replace(/^\/+/u, '') }));
  const send = async (some: readonly PackEntry[]): Promise<readonly Diagnostic[]> => {
    const archive = packEntries(host.files, some, onUnreadable, signal);
    try {
      await client.writeArchive(target.id, '/', archive, { isForUser: true }, signal);
      return [];
    } catch (error) {
      if (signal.aborted || !(error instanceof ToolError)) throw error;
      return error.diagnostics;
    }
  };
  const refusal = await send(entries);
  if (refusal.length === 0) return found;
  // A folder here may be a link to one there, which the engine does not take for one; what is in it goes through the link.
  const outer = entries.filter(({ name }) => !entries.some((other) => other.name.startsWith(`${name}/`)));
  if (outer.length === entries.length) return [...found, ...refusal];
  found.length = 0;
  const second = await send(outer);
  return [...found, ...second];
}

function inPortions(paths: readonly string[]): readonly (readonly string[])[] {
  const portions: string[][] = [];
  let bytes = longestArguments;
  for (const path of paths) {
    bytes += Buffer.byteLength(path) + 1;
    if (bytes >= longestArguments) {
      portions.push([]);
      bytes = Buffer.byteLength(path) + 1;
    }
    portions.at(-1)?.push(path);
  }
  return portions;
}

/** Every container says the same of a file that cannot be read. */
function withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, args }) => {
    const key = `${code} ${JSON.stringify(args)}`;
    return !seen.has(key) && seen.add(key);
  });
}
