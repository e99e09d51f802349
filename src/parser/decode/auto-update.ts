import type { JsonObject } from '../../lib/json.ts';
import { isJsonObject } from '../../lib/json.ts';

/** The label by which `podman auto-update` finds a container. */
const autoUpdateLabel = 'io.containers.autoupdate';

/** A service's `x-podman.auto_update`, in either way of writing it, as the label that says it to Podman. */
export function decodeAutoUpdate(definition: JsonObject): ReadonlyMap<string, string> {
  const own = definition['x-podman'];
  const value = definition['x-podman.auto_update'] ?? (isJsonObject(own) ? own['auto_update'] : undefined);
  return new Map(value === 'registry' || value === 'local' ? [[autoUpdateLabel, value]] : []);
}
