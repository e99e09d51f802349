import type { Json, JsonObject } from '../../lib/json.ts';
import type { PodmanSettings } from '../../model/podman-settings.ts';
import { parseIdRange } from '../../model/podman-settings.ts';
import { textAt, textsIn } from './read.ts';

/** A service's `x-podman.*`, which nothing normalises: texts and lists, flags and their words. */
export function decodePodmanSettings(definition: JsonObject): PodmanSettings {
  const ranges = (key: string) =>
    textsIn(definition[key])?.flatMap((line) => parseIdRange(line) ?? []) ?? undefined;
  const rootfs = textAt(definition, 'x-podman.rootfs');
  return {
    // Podman's own flags, too, stand for each other where one is missing.
    uidMaps: ranges('x-podman.uidmaps') ?? ranges('x-podman.gidmaps') ?? [],
    gidMaps: ranges('x-podman.gidmaps'),
    rootfs: rootfs === '' ? undefined : rootfs,
    keepsImageHosts: flagOf(definition['x-podman.no_hosts']) ?? false,
    addsUser: flagOf(definition['x-podman.passwd']),
  };
}

/** A flag, also as the text that a variable leaves behind. */
export function flagOf(value: Json | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  if (/^(true|yes|on|1)$/i.test(value)) return true;
  return /^(false|no|off|0)$/i.test(value) ? false : undefined;
}
