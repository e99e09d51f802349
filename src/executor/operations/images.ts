import { ToolError } from '../../diagnostics/tool-error.ts';
import { parseImageRef, printImageRef } from '../../model/image-ref.ts';
import { isLoopback } from '../../podman/registry/places.ts';
import type { ProgressLine } from '../../podman/replies.ts';
import type { OperationOf, Run, Work } from './work.ts';

/** Fetches an image; that it may be there already was the planner's to judge. */
export const pullImage: Run<'pull-image'> = async (operation, work) => {
  try {
    await pull(operation.image, operation, work);
  } catch (error) {
    const hubName = hubNameOf(operation.image);
    if (hubName === undefined || !namesNoRegistry(error)) throw error;
    // Compose files mean Docker Hub by short names; this engine was not told to search it.
    await work.progress({ text: `the engine searches no registry, so \`${hubName}\` is meant` });
    await pull(hubName, operation, work);
  } finally {
    work.images.forget();
  }
};

/** Sends an image to the registry in its name; a name without one means Docker Hub, as it does in compose files. */
export const pushImage: Run<'push-image'> = async (
  { image, isForPlatforms },
  { client, logins, signal, progress },
) => {
  const ref = parseImageRef(image);
  const options = {
    destination: ref === undefined ? image : printImageRef(ref),
    auth: await logins.forImage(image, signal),
    isInsecure: isLocal(image),
    isForAllPlatforms: isForPlatforms === true && (await client.manifestExists(image, signal)),
  };
  for await (const line of client.pushImage(image, options, signal)) {
    const update = describe(line);
    if (update !== undefined) await progress(update);
  }
};

/** Removes an image. */
export const removeImage: Run<'remove-image'> = async ({ image }, { client, images }) => {
  await client.removeImage(image);
  images.forget();
};

async function pull(
  image: string,
  { platform }: OperationOf<'pull-image'>,
  { client, logins, signal, progress }: Work,
): Promise<void> {
  const options = {
    policy: 'always',
    auth: await logins.forImage(image, signal),
    isInsecure: isLocal(image),
    ...(platform === undefined ? {} : { platform }),
  };
  for await (const line of client.pullImage(image, options, signal)) {
    const update = describe(line);
    if (update !== undefined) await progress(update);
  }
}

/** A registry on the engine's own host: docker asks it over plain http, too. */
function isLocal(image: string): boolean {
  const ref = parseImageRef(image);
  return ref !== undefined && isLoopback(ref.registry);
}

function describe(line: ProgressLine): Parameters<Work['progress']>[0] | undefined {
  switch (line.kind) {
    case 'text':
      return { text: line.text.trimEnd() };
    case 'layer':
      return {
        text: line.status,
        ...(line.id === '' ? {} : { part: line.id }),
        ...(line.total > 0 ? { current: line.current, total: line.total } : {}),
      };
    case 'image':
      return undefined;
  }
}

function namesNoRegistry(error: unknown): boolean {
  return error instanceof ToolError && error.diagnostics.some(({ code }) => code === 'engine/short-name');
}

/** The full name of a short one on Docker Hub; undefined for a name with a registry. */
function hubNameOf(image: string): string | undefined {
  const [first = '', ...rest] = image.split('/');
  if (rest.length === 0) return `docker.io/library/${image}`;
  const isRegistry = first.includes('.') || first.includes(':') || first === 'localhost';
  return isRegistry ? undefined : `docker.io/${image}`;
}
