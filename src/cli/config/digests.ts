import type { JsonObject } from '../../lib/json.ts';
import type { CanonicalProject } from '../../parser/canonical.ts';
import type { SelectedModel } from '../../parser/select-model.ts';
import type { PodmanClient } from '../../podman/client.ts';

/** A model whose images are pinned to the digests that the engine knows them by. An image that it does not have stays as it is. */
export async function withDigests(
  model: SelectedModel,
  client: PodmanClient,
  signal: AbortSignal,
): Promise<SelectedModel> {
  const services = new Map<string, JsonObject>();
  for (const [name, definition] of model.selected.services) {
    const { image } = definition;
    services.set(
      name,
      typeof image === 'string' ? { ...definition, image: await pinned(image, client, signal) } : definition,
    );
  }
  return { ...model, selected: { ...model.selected, services } };
}

async function pinned(image: string, client: PodmanClient, signal: AbortSignal): Promise<string> {
  if (image.includes('@')) return image;
  const inspected = await client.inspectImage(image, signal);
  const digest = inspected?.digest;
  return digest === undefined || digest === '' ? image : `${image}@${digest}`;
}

/** Only what an override file needs to pin images. */
export function imageLocks(model: SelectedModel): SelectedModel {
  const services = new Map<string, JsonObject>();
  for (const [name, { image }] of model.selected.services) {
    if (image !== undefined) services.set(name, { image });
  }
  const none: ReadonlyMap<string, JsonObject> = new Map();
  const selected: CanonicalProject = {
    services,
    networks: none,
    volumes: none,
    secrets: none,
    configs: none,
    models: none,
    extensions: {},
  };
  return { ...model, selected };
}
