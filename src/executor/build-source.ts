import { randomBytes } from 'node:crypto';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import type { BuildSpec } from '../model/build.ts';
import type { ContextStream, ExtraFile } from './build-context.ts';
import { contextStream } from './build-context.ts';
import { contextFilter, readContextFilter } from './build-ignore.ts';
import { findDockerfile } from './dockerfile.ts';
import { fileObjectBytes } from './file-object-contents.ts';
import { fetchGitFolder, isGitContext } from './git-context.ts';
import type { Work } from './operations/work.ts';

/** What a build reads: its context, its Dockerfile and its secrets. */
export interface BuildSource {
  readonly stream: ContextStream;
  /** Relative to the context that is sent. */
  readonly dockerfile: string | undefined;
  /** Address of a context that the engine fetches itself. */
  readonly remote: string | undefined;
  /** Secret id → file in the context that is sent. */
  readonly secrets: ReadonlyMap<string, string>;
}

/** Opens the context of a build: a folder here, a commit of a git repository, or an archive that the engine fetches. */
export async function openSource(service: string, build: BuildSpec, work: Work): Promise<BuildSource> {
  const { host, signal } = work;
  // No name of the user's can be the same.
  const ours = `.selkie-${randomBytes(6).toString('hex')}`;
  const { secrets, files: extra } = await secretFiles(build, ours, work);
  if (isArchive(build.context)) {
    refuseDockerfile(service, build);
    const filter = contextFilter('', build.context, new Set());
    const stream = contextStream(host.files, undefined, filter, extra, signal);
    return { stream, dockerfile: undefined, remote: build.context, secrets };
  }
  const context = isGitContext(build.context)
    ? await fetchGitFolder(service, build.context, work)
    : build.context;
  if ((await host.files.stat(context))?.kind !== 'directory') {
    throw new ToolError(diagnose('execute/context-missing', { service, path: context }));
  }
  const dockerfile = await findDockerfile(service, { ...build, context }, host.files);
  const inside = dockerfile.kind === 'inside' ? dockerfile.path : undefined;
  const filter = await readContextFilter(host.files, context, inside);
  if (dockerfile.kind === 'outside') extra.push({ path: `${ours}.dockerfile`, data: dockerfile.data });
  extra.push({ path: '.containerignore', data: Buffer.from(`.containerignore\n${ours}*\n`, 'utf8') });
  const stream = contextStream(host.files, context, filter, extra, signal);
  return { stream, dockerfile: inside ?? `${ours}.dockerfile`, remote: undefined, secrets };
}

function isArchive(context: string): boolean {
  return /^https?:\/\//.test(context) && !isGitContext(context);
}

/** The engine looks at nothing but the archive's own `Containerfile` or `Dockerfile`, and has no room for secrets. */
function refuseDockerfile(
  service: string,
  { context, dockerfile, dockerfileInline, secrets }: BuildSpec,
): void {
  const isUsual = dockerfile === undefined || dockerfile === 'Dockerfile' || dockerfile === 'Containerfile';
  const key = dockerfileInline !== undefined ? 'dockerfile_inline' : isUsual ? undefined : 'dockerfile';
  const problem = key ?? (secrets.length > 0 ? 'secrets' : undefined);
  if (problem === undefined) return;
  throw new ToolError(diagnose('execute/archive-context', { service, address: context, key: problem }));
}

/** Secrets travel in the context's archive; the engine takes them out before the build sees it. */
async function secretFiles(
  build: BuildSpec,
  folder: string,
  { host, project }: Work,
): Promise<{ readonly secrets: ReadonlyMap<string, string>; readonly files: ExtraFile[] }> {
  const secrets = new Map<string, string>();
  const files: ExtraFile[] = [];
  for (const [index, { source, target }] of build.secrets.entries()) {
    const object = project?.secrets.get(source);
    if (project === undefined || object === undefined) continue;
    const path = `${folder}-secret-${index}`;
    files.push({ path, data: await fileObjectBytes(object, project, host) });
    secrets.set(target ?? source, path);
  }
  return { secrets, files };
}
