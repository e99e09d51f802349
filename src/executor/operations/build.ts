import { randomBytes } from 'node:crypto';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { BuildSpec } from '../../model/build.ts';
import type { ContextStream, ExtraFile } from '../build-context.ts';
import { contextStream } from '../build-context.ts';
import { contextFilter, readContextFilter } from '../build-ignore.ts';
import { buildQuery } from '../build-query.ts';
import { findDockerfile } from '../dockerfile.ts';
import { fileObjectBytes } from '../file-object-contents.ts';
import { lastLines } from '../last-output.ts';
import type { OperationOf, Run, Work } from './work.ts';

/** Builds an image; its output is progress. */
export const buildImage: Run<'build-image'> = async (operation, work) => {
  const { service, image, isPullForced, isCacheOff, memoryBytes } = operation;
  const { client, project, logins, signal } = work;
  const { build } = service;
  if (build === undefined || project === undefined)
    throw new Error('building needs the project and a build section');
  const context = await contextOf(operation, build, work);
  const query = buildQuery(service, build, {
    project: project.name,
    environment: project.environment,
    image,
    dockerfile: context.dockerfile,
    remote: context.remote,
    secrets: context.secrets,
    isPullForced,
    isCacheOff,
    memoryBytes,
  });
  const auth = await logins.forBuild(signal);
  let tail = '';
  try {
    for await (const line of client.buildImage(context.stream.body, { query, auth }, signal)) {
      if (line.kind !== 'text') continue;
      tail = (tail + line.text).slice(-4000);
      await work.progress({ text: line.text.trimEnd() });
    }
  } catch (error) {
    signal.throwIfAborted();
    const cause = context.stream.failure() ?? error;
    if (cause !== error && cause instanceof ToolError) throw cause;
    throw buildFailure(service.name, image, cause, lastLines(tail));
  } finally {
    context.stream.body.destroy();
    work.images.forget();
  }
};

interface PreparedContext {
  readonly stream: ContextStream;
  readonly dockerfile: string | undefined;
  readonly remote: string | undefined;
  readonly secrets: ReadonlyMap<string, string>;
}

async function contextOf(
  { service }: OperationOf<'build-image'>,
  build: BuildSpec,
  work: Work,
): Promise<PreparedContext> {
  const { host, signal } = work;
  // No name of the user's can be the same.
  const ours = `.selkie-${randomBytes(6).toString('hex')}`;
  const { secrets, files: extra } = await secretFiles(build, ours, work);
  const { context } = build;
  if (isRemote(context)) {
    const filter = contextFilter('', context, new Set());
    const stream = contextStream(host.files, undefined, filter, extra, signal);
    return { stream, dockerfile: build.dockerfile, remote: context, secrets };
  }
  if ((await host.files.stat(context))?.kind !== 'directory') {
    throw new ToolError(diagnose('execute/context-missing', { service: service.name, path: context }));
  }
  const dockerfile = await findDockerfile(service.name, build, host.files);
  const inside = dockerfile.kind === 'inside' ? dockerfile.path : undefined;
  const filter = await readContextFilter(host.files, context, inside);
  if (dockerfile.kind === 'outside') extra.push({ path: `${ours}.dockerfile`, data: dockerfile.data });
  extra.push({ path: '.containerignore', data: Buffer.from(`.containerignore\n${ours}*\n`, 'utf8') });
  const stream = contextStream(host.files, context, filter, extra, signal);
  return { stream, dockerfile: inside ?? `${ours}.dockerfile`, remote: undefined, secrets };
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

function isRemote(context: string): boolean {
  return /^(?:https?|git|ssh):\/\/|^git@|^github\.com\//.test(context);
}

/** The engine's failure with the build's last output, unless the failure is not the build's own and explains itself. */
function buildFailure(service: string, image: string, error: unknown, lines: readonly string[]): unknown {
  if (!(error instanceof ToolError)) return error;
  const [first] = error.diagnostics;
  if (first?.code !== 'engine/build-failed' && first?.code !== 'engine/request-failed') return error;
  const cause = first.args.cause.replace(
    /checking on sources under "[^"]*": (?:copier: )?stat: "\/?([^"]*)": no such file or directory/,
    '`$1` is not in the context, or kept out of it by an ignore file',
  );
  return new ToolError(diagnose('execute/build-failed', { service, image, cause, lines }), { cause: error });
}
