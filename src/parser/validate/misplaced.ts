import type { Schema } from './compose-schema.ts';
import { fixedKeys, namedMembers, resolved, rootSchema } from './compose-schema.ts';

/** A mapping of the format with keys of its own. Names that people choose, and list indexes, are `*` in its path. */
interface Place {
  readonly path: readonly string[];
  readonly keys: ReadonlySet<string>;
}

let places: readonly Place[] | undefined;

/**
 * Where a key that is wrong at `path` belongs, in the words of a path such as `services.<name>.deploy`, or undefined
 * when it belongs nowhere near: only mappings around that one, or inside it, or beside it are looked at.
 */
export function placeOf(key: string, path: readonly string[]): string | undefined {
  places ??= allPlaces(rootSchema(), []);
  const near = places
    .filter((place) => place.keys.has(key))
    .map((place) => ({ place, distance: distance(path, place.path) }))
    .filter(({ distance: steps }) => steps <= 3)
    .sort((a, b) => a.distance - b.distance);
  const [best, next] = near;
  // Two places as near as each other: naming one of them would be a guess.
  if (best === undefined || next?.distance === best.distance) return undefined;
  return placeText(best.place.path);
}

function allPlaces(schema: Schema, path: readonly string[]): readonly Place[] {
  const here = resolved(schema);
  const keys = fixedKeys(here);
  const named = namedMembers(here);
  return [
    ...(keys.length === 0 ? [] : [{ path, keys: new Set(keys) }]),
    ...Object.entries(here.properties ?? {}).flatMap(([key, member]) => allPlaces(member, [...path, key])),
    ...(named === undefined ? [] : allPlaces(named, [...path, '*'])),
    ...(here.items === undefined ? [] : allPlaces(here.items, [...path, '*'])),
  ];
}

/** Steps from one mapping to the other by way of what holds both. A step up counts less than one down. */
function distance(from: readonly string[], to: readonly string[]): number {
  let shared = 0;
  while (shared < from.length && shared < to.length && (to[shared] === '*' || from[shared] === to[shared])) {
    shared++;
  }
  const up = from.slice(shared).length;
  // A name that has to be chosen is not a step of its own.
  const down = to.slice(shared).filter((step) => step !== '*').length;
  return up * 0.9 + down;
}

function placeText(path: readonly string[]): string {
  return path.map((step) => (step === '*' ? '<name>' : step)).join('.');
}
