import { asMapping } from './merge-forms.ts';
import { scalarText } from './scalar-text.ts';
import { get } from './tree-build.ts';
import type { MappingNode, Node } from './tree.ts';

/** The profiles given, or those of `COMPOSE_PROFILES`. Without either, a profile whose name is empty is on. */
export function activeProfiles(
  given: readonly string[],
  environment: ReadonlyMap<string, string>,
): readonly string[] {
  if (given.length > 0) return given;
  return (environment.get('COMPOSE_PROFILES') ?? '').split(',').map((profile) => profile.trim());
}

/** The names of services that are on: without a profile, with an active one, or (`*`) all. */
export function activeServices(root: MappingNode, profiles: readonly string[]): ReadonlySet<string> {
  const active = new Set(profiles);
  const services = asMapping(get(root, 'services') ?? root);
  const names = new Set<string>();
  if (get(root, 'services') === undefined) return names;
  for (const { key, value } of services.entries.values()) {
    const own = profilesOf(value);
    if (own.length === 0 || active.has('*') || own.some((profile) => active.has(profile))) names.add(key);
  }
  return names;
}

/** The profiles of a service. */
function profilesOf(service: Node): readonly string[] {
  const list = get(service, 'profiles');
  if (list?.kind !== 'sequence') return [];
  return list.items.flatMap((item) => (item.kind === 'scalar' ? [scalarText(item)] : []));
}

/** The profiles given, and those of the services named on the command line that are off without them. */
export function profilesWith(
  root: MappingNode,
  profiles: readonly string[],
  services: readonly string[],
): readonly string[] {
  const active = activeServices(root, profiles);
  const added = services.flatMap((name) =>
    active.has(name) ? [] : profilesOf(get(get(root, 'services'), name) ?? root),
  );
  return [...profiles, ...added];
}
