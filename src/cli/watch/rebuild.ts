import { ToolError } from '../../diagnostics/tool-error.ts';
import type { ServiceName } from '../../model/ids.ts';
import { label } from '../../planner/labels.ts';
import { imageOf } from '../../planner/names.ts';
import { run as build } from '../commands/build.ts';
import { run as up } from '../commands/up.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { isOneOff } from '../project-containers.ts';
import type { WatchRequest } from './begin-watching.ts';
import { listed } from './carry-out.ts';
import { innerContext } from './inner-context.ts';

/**
 * Builds the images of services and puts new containers in the place of theirs. What they depend on is left alone, and where a
 * build fails, everything is.
 */
export async function rebuild(
  context: CommandContext,
  request: WatchRequest,
  services: readonly ServiceName[],
): Promise<void> {
  const { say } = request;
  say(`Rebuilding service(s) ${listed(services)} after changes were detected...`);
  const before = request.prunes ? await imagesOf(context, request, services) : [];
  const inner = innerContext(context, request);
  if ((await build(inner, { targets: services })) !== exitCode.done) return;
  say(`service(s) ${listed(services)} successfully built`);
  const status = await up(inner, {
    targets: services,
    detach: true,
    withoutBuild: true,
    forceRecreate: true,
    withoutDeps: true,
    scale: await replicasOf(context, request, services),
    color: true,
    logPrefix: true,
  });
  if (status === exitCode.done) await prune(context, request, before);
}

/** Names and ids of the services' images, where there are any. */
async function imagesOf(
  { signal }: CommandContext,
  { engine, project }: WatchRequest,
  services: readonly ServiceName[],
): Promise<readonly string[]> {
  const images = await Promise.all(
    services.map(async (name) => {
      const service = project.services.get(name);
      if (service === undefined) return [];
      const found = await engine.client.inspectImage(imageOf(project.name, service), signal);
      return found === undefined ? [] : [found.id];
    }),
  );
  return images.flat();
}

/** Removes images that lost their name to a newer one, unless something else uses them. */
async function prune(
  { signal }: CommandContext,
  { engine: { client } }: WatchRequest,
  images: readonly string[],
): Promise<void> {
  for (const id of new Set(images)) {
    const image = await client.inspectImage(id, signal);
    if (image === undefined || image.tags.length > 0) continue;
    try {
      await client.removeImage(id, signal);
    } catch (error) {
      // In use by a container of another project, say, which is a reason to keep it.
      if (signal.aborted || !(error instanceof ToolError)) throw error;
    }
  }
}

/** As many containers as there are now, whatever `--scale` made them. */
async function replicasOf(
  { signal }: CommandContext,
  { engine, project }: WatchRequest,
  services: readonly ServiceName[],
): Promise<ReadonlyMap<string, number>> {
  const found = await engine.client.listContainers({ label: [`${label.project}=${project.name}`] }, signal);
  const own = found.filter((container) => !container.isInfra && !isOneOff(container));
  return new Map(
    services.flatMap((name) => {
      const count = own.filter(({ labels }) => labels.get(label.service) === name).length;
      return count === 0 ? [] : [[name, count] as const];
    }),
  );
}
