import { basename, dirname, join, posix, resolve } from 'node:path';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { unpackArchive } from '../../executor/copy/unpack-archive.ts';
import type { PodmanClient } from '../../podman/client.ts';
import type { CommandContext } from '../context.ts';

/** Copies a path from a container to one here, or to standard output (`-`) as a tar archive. */
export async function copyOut(
  context: CommandContext,
  client: PodmanClient,
  container: string,
  source: string,
  target: string,
  { followsLink }: { readonly followsLink: boolean },
): Promise<void> {
  const { host, streams, signal } = context;
  const stat = await client.statPath(container, posix.resolve('/', source), signal);
  if (stat === undefined) throw new ToolError(diagnose('cli/copy-missing', { path: source, container }));
  const path = followsLink && stat.isLink ? stat.linkTarget : posix.resolve('/', source);
  const archive = await client.readArchive(container, path, signal);
  if (target === '-') {
    for await (const chunk of archive) streams.stdout.write(chunk);
    return;
  }
  const wanted = resolve(host.workingDir, target);
  const there = await host.files.stat(wanted);
  const isFolder =
    stat.isFolder || (await client.statPath(container, stat.linkTarget, signal))?.isFolder === true;
  const isContents = isFolder && /(^|\/)\.$/u.test(source);
  if (there?.kind === 'directory') {
    await unpackArchive(
      host.files,
      archive,
      isContents ? wanted : join(wanted, posix.basename(posix.resolve('/', source))),
    );
    return;
  }
  if (there !== undefined && stat.isFolder) {
    throw new ToolError(diagnose('cli/copy-onto-file', { path: target, container: undefined }));
  }
  const parent = (await host.files.stat(dirname(wanted)))?.kind;
  if (parent !== 'directory' || (!stat.isFolder && there === undefined && /\/$/u.test(target))) {
    throw new ToolError(diagnose('cli/copy-missing', { path: target, container: undefined }));
  }
  await unpackArchive(host.files, archive, join(dirname(wanted), basename(wanted)));
}
