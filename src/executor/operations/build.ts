import { randomBytes } from 'node:crypto';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { BuildSpec } from '../../model/build.ts';
import { prepareContexts } from '../build-contexts.ts';
import { BuildTrace, removeLeftovers } from '../build-leftovers.ts';
import { buildQuery } from '../build-query.ts';
import { openSource } from '../build-source.ts';
import { lastLines } from '../last-output.ts';
import type { OperationOf, Run, Work } from './work.ts';

/** Builds an image; its output is progress. */
export const buildImage: Run<'build-image'> = async (operation, work) => {
  const { service, image } = operation;
  const { build } = service;
  if (build === undefined || work.project === undefined)
    throw new Error('building needs the project and a build section');
  const platforms = await platformsOf(operation, build, work);
  if (platforms.length < 2) {
    const names = [...new Set([image, ...build.tags])];
    await runBuild(operation, build, { platforms, names, list: undefined }, work);
    return;
  }
  // The names change hands in one step, once every platform is built.
  const list = `localhost/selkie-build:${randomBytes(8).toString('hex')}`;
  try {
    await runBuild(operation, build, { platforms, names: [], list }, work);
    for (const name of new Set([image, ...build.tags])) {
      const { repository, tag } = split(name);
      await work.client.tagImage(list, repository, tag);
    }
  } finally {
    await work.client.removeManifest(list).catch(() => undefined);
  }
};

interface Target {
  readonly platforms: readonly string[];
  readonly names: readonly string[];
  /** The name of the list that the images of all platforms are put into. */
  readonly list: string | undefined;
}

async function runBuild(
  operation: OperationOf<'build-image'>,
  build: BuildSpec,
  target: Target,
  work: Work,
): Promise<void> {
  const { service, image, isPullForced, isCacheOff, memoryBytes } = operation;
  const { client, project, features, logins, signal } = work;
  const named = await prepareContexts(operation, build, work);
  const { now } = work.host.clock;
  const trace = new BuildTrace(now());
  let tail = '';
  try {
    const source = await openSource(service.name, build, work);
    const query = buildQuery(build, {
      ...target,
      project: project?.name ?? '',
      environment: project?.environment ?? new Map(),
      dockerfile: source.dockerfile,
      remote: source.remote,
      secrets: source.secrets,
      contexts: named.contexts,
      features,
      isPullForced,
      isCacheOff,
      memoryBytes,
    });
    try {
      const auth = await logins.forBuild(signal);
      for await (const line of client.buildImage(source.stream.body, { query, auth }, signal)) {
        if (line.kind !== 'text') continue;
        tail = (tail + line.text).slice(-4000);
        trace.see(line.text, now());
        await work.progress({ text: line.text.trimEnd() });
      }
    } catch (error) {
      if (signal.aborted) {
        // What cannot be tidied up must not hide that the user wanted an end.
        await removeLeftovers(client, trace, work.host.clock).catch(() => undefined);
        throw error;
      }
      const cause = source.stream.failure() ?? error;
      if (cause !== error && cause instanceof ToolError) throw cause;
      throw buildFailure(service.name, image, cause, lastLines(tail));
    } finally {
      source.stream.body.destroy();
    }
  } finally {
    await named.dispose();
    work.images.forget();
  }
}

/** What is to be built: all platforms of the file, or the one that runs here. Empty is the engine's own. */
async function platformsOf(
  { service, isForAllPlatforms }: OperationOf<'build-image'>,
  { platforms }: BuildSpec,
  { client, signal }: Work,
): Promise<readonly string[]> {
  if (isForAllPlatforms && platforms.length > 0) return platforms;
  if (service.platform !== undefined) return [service.platform];
  if (platforms.length < 2) return platforms;
  const { os, arch } = await client.info(signal);
  const own = `${os}/${arch}`;
  return [
    platforms.find((platform) => platform === own || platform.startsWith(`${own}/`)) ?? platforms[0] ?? own,
  ];
}

function split(name: string): { readonly repository: string; readonly tag: string } {
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/')
    ? { repository: name.slice(0, colon), tag: name.slice(colon + 1) }
    : { repository: name, tag: 'latest' };
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
