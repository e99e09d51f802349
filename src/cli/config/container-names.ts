import type { JsonObject } from '../../lib/json.ts';

/** Services that ask for a container name that another one has. */
export function containerNameClashes(
  services: ReadonlyMap<string, JsonObject>,
): readonly { readonly name: string; readonly service: string; readonly other: string }[] {
  const owners = new Map<string, string>();
  const clashes = [];
  for (const [service, { container_name: name }] of services) {
    if (typeof name !== 'string') continue;
    const other = owners.get(name);
    if (other === undefined) owners.set(name, service);
    else clashes.push({ name, service, other });
  }
  return clashes;
}
