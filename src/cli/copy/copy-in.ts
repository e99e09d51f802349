import { posix, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { packPath } from '../../executor/copy/pack-path.ts';
import type { PodmanClient } from '../../podman/client.ts';
import type { CommandContext } from '../context.ts';

/** How files are copied into containers. */
export interface CopyInOptions {
  readonly followsLink: boolean;
  readonly keepsOwners: boolean;
}

/** Copies a path from here (or a tar archive from standard input, `-`) into containers, all at once. */
export async function copyIn(
  context: CommandContext,
  client: PodmanClient,
  containers: readonly string[],
  source: string,
  target: string,
  options: CopyInOptions,
): Promise<void> {
  const { host, stdin, signal } = context;
  // The engine gives files to the container's user where docker would keep owners: it knows no others.
  const isForUser = options.keepsOwners;
  if (source === '-') {
    const [container = ''] = containers;
    const archive = Readable.from(stdin.read(signal));
    await client.writeArchive(container, target, archive, { isForUser }, signal);
    return;
  }
  const path = resolve(host.workingDir, source);
  const stat = await host.files.stat(path);
  if (stat === undefined)
    throw new ToolError(diagnose('cli/copy-missing', { path: source, container: undefined }));
  const isFolder = stat.kind === 'directory';
  await Promise.all(
    containers.map(async (container) => {
      const { folder, name } = await destination(client, container, { source, target, isFolder }, signal);
      const archive = packPath(host.files, { source: path, name, ...options }, signal);
      await client.writeArchive(container, folder, archive, { isForUser }, signal);
    }),
  );
}

/** Into which folder, and under which name: docker's rules, which are those of `cp -r`. */
async function destination(
  client: PodmanClient,
  container: string,
  copy: { readonly source: string; readonly target: string; readonly isFolder: boolean },
  signal: AbortSignal,
): Promise<{ readonly folder: string; readonly name: string }> {
  const { source, isFolder } = copy;
  const target = posix.resolve('/', copy.target);
  const there = await client.statPath(container, target, signal);
  const contents = isFolder && /(^|\/)\.$/u.test(source);
  if (there?.isFolder === true) {
    return contents
      ? { folder: target, name: '.' }
      : { folder: target, name: posix.basename(resolve(source)) };
  }
  if (there !== undefined && isFolder)
    throw new ToolError(diagnose('cli/copy-onto-file', { path: copy.target, container }));
  if (there === undefined && !isFolder && copy.target.endsWith('/')) {
    throw new ToolError(diagnose('cli/copy-missing', { path: copy.target, container }));
  }
  const folder = posix.dirname(target);
  if ((await client.statPath(container, folder, signal))?.isFolder !== true) {
    throw new ToolError(diagnose('cli/copy-missing', { path: folder, container }));
  }
  return { folder, name: posix.basename(target) };
}
