import { resolve } from 'node:path';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import type { Host } from '../host/host.ts';
import type { CommandContext } from './context.ts';

/** Writes a command's data to standard output, or to the file that `-o` names (relative to the working folder). */
export async function writeOutput(
  { host, streams }: CommandContext,
  text: string,
  path: string | undefined,
): Promise<void> {
  if (path === undefined) {
    streams.stdout.write(text);
    return;
  }
  await writeFile(host, path, text);
}

/** Writes a file (relative to the working folder) as a whole or not at all; rejects with a ToolError that says why not. */
export async function writeFile(
  host: Host,
  path: string,
  data: string | Uint8Array,
  options?: { readonly mode?: number },
): Promise<void> {
  try {
    await host.files.write(resolve(host.workingDir, path), data, options);
  } catch (error) {
    throw new ToolError(diagnose('cli/not-written', { path, reason: reasonOf(error) }), { cause: error });
  }
}

/** What the system says, without its code and the call: `no such file or directory`. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^[A-Z]+: /u, '').replace(/, \w+(?: '.*)?$/u, '');
}
