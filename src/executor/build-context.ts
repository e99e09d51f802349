import { posix } from 'node:path';
import { Readable } from 'node:stream';
import { createTarPacker } from 'modern-tar';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import type { Files } from '../host/host.ts';
import type { ContextFilter } from './build-ignore.ts';
import { sentenceOf } from './engine-failure.ts';
import type { Entry } from './tar-entry.ts';
import { addData, addEntry } from './tar-entry.ts';

/** A file that is sent with a context without being in its folder, or in place of one that is. */
export interface ExtraFile {
  /** Relative to the context. */
  readonly path: string;
  readonly data: Uint8Array;
}

/** A context on its way. */
export interface ContextStream {
  /** A tar archive. Its error, if any, is not the best to show: see `failure`. */
  readonly body: Readable;
  /** Why the context could not be read to its end, if so. */
  readonly failure: () => unknown;
}

/**
 * The tar archive of a folder as a build context: names sorted, links as links, owners left out, and never more of it in
 * memory than a few megabytes. Sockets, FIFOs and devices are left out. `context` undefined is an empty folder.
 */
export function contextStream(
  files: Files,
  context: string | undefined,
  filter: ContextFilter,
  extra: readonly ExtraFile[],
  signal: AbortSignal,
): ContextStream {
  const { readable, controller } = createTarPacker();
  let failure: unknown;
  const pack = async (): Promise<void> => {
    for (const { path, data } of extra) await addData(controller, path, data);
    if (context !== undefined) {
      const taken = new Set(extra.map(({ path }) => path));
      const rules = { files, keepsOwners: false, onShrunk: refuseShrunk, signal };
      for await (const entry of walk(files, context, '', filter)) {
        if (taken.has(entry.name)) continue;
        await reading(entry.path, () => addEntry(controller, entry, rules));
      }
    }
    controller.finalize();
  };
  pack().catch((error: unknown) => {
    failure = error;
    controller.error(error);
  });
  return { body: Readable.fromWeb(readable), failure: () => failure };
}

async function* walk(
  files: Files,
  context: string,
  folder: string,
  filter: ContextFilter,
): AsyncGenerator<Entry> {
  const names = await reading(posix.join(context, folder), (path) => files.list(path));
  for (const name of names) {
    const inside = folder === '' ? name : `${folder}/${name}`;
    const path = posix.join(context, inside);
    const isExcluded = filter.isExcluded(inside);
    // What is kept back is not even looked at, unless it may be a folder with exceptions inside.
    if (isExcluded && !filter.mayIncludeBelow(inside)) continue;
    const stat = await reading(path, (at) => files.statLink(at));
    // Gone since its folder was listed.
    if (stat === undefined) continue;
    if (!isExcluded) yield { name: inside, path, stat };
    if (stat.kind === 'directory') yield* walk(files, context, inside, filter);
  }
}

function refuseShrunk(path: string): void {
  throw new ToolError(diagnose('execute/context-changed', { path }));
}

async function reading<T>(path: string, read: (path: string) => Promise<T>): Promise<T> {
  try {
    return await read(path);
  } catch (error) {
    if (error instanceof ToolError || !isFileError(error)) throw error;
    throw new ToolError(diagnose('execute/context-unreadable', { path, problem: sentenceOf(error) }), {
      cause: error,
    });
  }
}

function isFileError(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('E')
  );
}
