import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { isJsonObject } from '../../lib/json.ts';
import type { Json, JsonObject } from '../../lib/json.ts';
import { parseImageRef, printImageRef } from '../../model/image-ref.ts';
import type { CanonicalProject } from '../../parser/canonical.ts';
import type { SelectedModel } from '../../parser/select-model.ts';
import type { RegistryClient } from '../../podman/registry/registry-client.ts';

const hookKeys = ['pre_start', 'post_start', 'pre_stop'] as const;

/**
 * A model whose images are pinned to the digests that their registries have for them now: those of services, of their hooks
 * and of the image mounts. Each registry is asked once for each image; all that fails is told at once.
 */
export async function withDigests(
  model: SelectedModel,
  registries: RegistryClient,
  signal: AbortSignal,
): Promise<SelectedModel> {
  const images = new Set([...model.selected.services.values()].flatMap(imagesOf));
  const pins = new Map<string, string>();
  const failures: Diagnostic[] = [];
  await Promise.all(
    [...images].sort().map(async (image) => {
      try {
        pins.set(image, await pinned(image, registries, signal));
      } catch (error) {
        if (!(error instanceof ToolError)) throw error;
        failures.push(...error.diagnostics);
      }
    }),
  );
  if (failures.length > 0) throw new ToolError(failures);
  const pin = (image: Json): Json => (typeof image === 'string' ? (pins.get(image) ?? image) : image);
  const services = new Map([...model.selected.services].map(([name, one]) => [name, replaced(one, pin)]));
  return { ...model, selected: { ...model.selected, services } };
}

async function pinned(image: string, registries: RegistryClient, signal: AbortSignal): Promise<string> {
  const ref = parseImageRef(image);
  if (ref === undefined) throw new ToolError(diagnose('registry/bad-name', { image }));
  // With a digest the tag says nothing any more.
  if (ref.digest !== undefined) return printImageRef({ ...ref, tag: undefined });
  const digest = await registries.digestOf(ref, signal);
  return printImageRef({ ...ref, tag: ref.tag ?? 'latest', digest });
}

function imagesOf(service: JsonObject): readonly string[] {
  const images: string[] = [];
  replaced(service, (image) => {
    if (typeof image === 'string' && image !== '') images.push(image);
    return image;
  });
  return images;
}

/** The service with each image in it changed. */
function replaced(service: JsonObject, change: (image: Json) => Json): JsonObject {
  const result: { [key: string]: Json | undefined } = { ...service };
  const { image, volumes } = service;
  if (image !== undefined) result['image'] = change(image);
  if (Array.isArray(volumes)) {
    result['volumes'] = volumes.map((mount: Json) =>
      isImageMount(mount) ? { ...mount, source: change(mount['source'] ?? null) } : mount,
    );
  }
  for (const key of hookKeys) {
    const hooks = service[key];
    if (!Array.isArray(hooks)) continue;
    result[key] = hooks.map((hook: Json) =>
      isJsonObject(hook) && hook['image'] !== undefined ? { ...hook, image: change(hook['image']) } : hook,
    );
  }
  return result;
}

function isImageMount(mount: Json): mount is JsonObject {
  return isJsonObject(mount) && mount['type'] === 'image';
}

/** Only what an override file needs to pin images: image mounts take the place of those with the same target. */
export function imageLocks(model: SelectedModel): SelectedModel {
  const services = new Map<string, JsonObject>();
  for (const [name, { image, volumes }] of model.selected.services) {
    const mounts = Array.isArray(volumes) ? volumes.filter(isImageMount) : [];
    const lock = {
      ...(image === undefined ? {} : { image }),
      ...(mounts.length === 0 ? {} : { volumes: mounts }),
    };
    if (Object.keys(lock).length > 0) services.set(name, lock);
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
