import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { ContainerDesign } from '../../planner/container-design.ts';
import type { ImageInspect } from '../../podman/replies.ts';
import { label } from '../../planner/labels.ts';
import { containerSpec, hostPathsToCreate } from '../../podman/spec-generator.ts';
import { sentenceOf } from '../engine-failure.ts';
import { withGlobMounts } from '../glob-mounts.ts';
import type { Run, Work } from './work.ts';

/** Makes the container; bind sources that are not there are made first, where the service wants that. */
export const createContainer: Run<'create-container'> = async ({ container: design }, work) => {
  await makeContainer(design, work);
};

/** Makes a container as it is designed and gives its id. */
export async function makeContainer(given: ContainerDesign, work: Work): Promise<string> {
  const design = await withGlobMounts(given, work.host.files);
  await prepareBindSources(design, work);
  const image = await work.images.find(design.image);
  const spec = containerSpec(await withSocket(withImageNoted(design, image), work), {
    features: work.features,
    imageId: image?.id,
  });
  return work.client.createContainer(spec);
}

/** Mounts and prepares. */
export const initContainer: Run<'init-container'> = ({ container }, { client, containers }) =>
  client.initContainer(containers.find(container));

/** Starts. */
export const startContainer: Run<'start-container'> = ({ container }, { client, containers }) =>
  client.startContainer(containers.find(container));

/** Sends a signal; a container that has ended by itself meanwhile is no failure. */
export const killContainer: Run<'kill-container'> = (
  { container, signal: killSignal },
  { client, containers },
) => client.killContainer(containers.find(container), killSignal);

/** Freezes all processes. */
export const pauseContainer: Run<'pause-container'> = ({ container }, { client, containers }) =>
  client.pauseContainer(containers.find(container));

/** Lets them go on. */
export const unpauseContainer: Run<'unpause-container'> = ({ container }, { client, containers }) =>
  client.unpauseContainer(containers.find(container));

/** Removes; one that still runs is killed: stopping it in time is a step of its own. */
export const removeContainer: Run<'remove-container'> = (
  { container, withVolumes },
  { client, containers },
) =>
  client.removeContainer(containers.find(container), {
    force: true,
    volumes: withVolumes,
    timeoutSeconds: 0,
  });

/** Gives another name, which another container may have had until then. */
export const renameContainer: Run<'rename-container'> = async (
  { container, to, displaces },
  { client, containers },
) => {
  if (displaces !== undefined) {
    await client.renameContainer(containers.find(displaces.container), displaces.to);
  }
  await client.renameContainer(containers.find(container), to);
  containers.renamed(container.name, to);
};

/** Only the engine knows where its socket is on its host. */
async function withSocket(design: ContainerDesign, { client, signal }: Work): Promise<ContainerDesign> {
  if (!design.service.usesApiSocket) return design;
  const { socketPath } = await client.info(signal);
  return { ...design, apiSocket: socketPath };
}

/** Labels that only the image gives: what it exposes, and whether there are anonymous volumes, which `down` must not lose. */
function withImageNoted(design: ContainerDesign, image: ImageInspect | undefined): ContainerDesign {
  const { mounts } = design.service;
  const targets = new Set(mounts.map(({ target }) => target));
  const hasAnonymous =
    mounts.some((mount) => mount.kind === 'volume' && mount.source === undefined) ||
    (image?.volumes ?? []).some((path) => !targets.has(path));
  return {
    ...design,
    labels: new Map([
      ...design.labels,
      ...(image === undefined ? [] : [[label.exposes, image.exposedPorts.join(' ')] as const]),
      ...(hasAnonymous ? [[label.anonymousVolumes, 'true'] as const] : []),
    ]),
  };
}

async function prepareBindSources(design: ContainerDesign, { host }: Work): Promise<void> {
  const service = design.service.name;
  const toCreate = new Set(hostPathsToCreate(design));
  for (const mount of design.service.mounts) {
    if (mount.kind !== 'bind' || (await host.files.stat(mount.source)) !== undefined) continue;
    const path = mount.source;
    if (!toCreate.has(path)) throw new ToolError(diagnose('execute/bind-source-missing', { service, path }));
    try {
      await host.files.makeDir(path);
    } catch (error) {
      throw new ToolError(
        diagnose('execute/bind-source-uncreatable', { service, path, problem: sentenceOf(error) }),
        { cause: error },
      );
    }
  }
}
