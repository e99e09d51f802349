import type { Schema } from './compose-schema.ts';
import { fixedKeys, namedMembers, resolved, rootSchema } from './compose-schema.ts';

/** A mapping of the format with keys of its own. Names that people choose are `*` in its path, entries of a list `[]`. */
interface Place {
  readonly path: readonly string[];
  readonly keys: ReadonlySet<string>;
}

let places: readonly Place[] | undefined;

/** Where a misplaced key belongs. */
export interface ProperPlace {
  /** As people write it, such as `services.web.deploy`; empty for the top level. */
  readonly path: string;
  /** The same, step by step; a name that has to be chosen is `*`. */
  readonly steps: readonly string[];
  /** It holds the key itself or is around it, so that no name has to be chosen to get there. */
  readonly isCertain: boolean;
}

/** Where a key that is wrong at `path` belongs, or undefined when it belongs nowhere near or in several places as near. */
export function placeOf(key: string, path: readonly string[]): ProperPlace | undefined {
  places ??= allPlaces(rootSchema(), []);
  const near = places
    .filter((place) => place.keys.has(key))
    .map((place) => ({ place, distance: distance(path, place.path) }))
    .filter(({ distance: steps }) => steps <= 3)
    .sort((a, b) => a.distance - b.distance);
  const [best, next] = near;
  if (best === undefined || next?.distance === best.distance) return undefined;
  const shared = sharedSteps(path, best.place.path);
  return {
    path: placeText(best.place.path, path.slice(0, shared)),
    steps: best.place.path.map((step, index) => (index < shared ? (path[index] ?? step) : step)),
    isCertain: !best.place.path.slice(shared).some(isOpen),
  };
}

function allPlaces(schema: Schema, path: readonly string[]): readonly Place[] {
  const here = resolved(schema);
  const keys = fixedKeys(here);
  const named = namedMembers(here);
  return [
    ...(keys.length === 0 ? [] : [{ path, keys: new Set(keys) }]),
    ...Object.entries(here.properties ?? {}).flatMap(([key, member]) => allPlaces(member, [...path, key])),
    ...(named === undefined ? [] : allPlaces(named, [...path, '*'])),
    ...(here.items === undefined ? [] : allPlaces(here.items, [...path, '[]'])),
  ];
}

/** Steps from one mapping to the other by way of what holds both. A step up counts less than one down. */
function distance(from: readonly string[], to: readonly string[]): number {
  const shared = sharedSteps(from, to);
  const up = from.slice(shared).length;
  // A name that has to be chosen is not a step of its own.
  const down = to.slice(shared).filter((step) => !isOpen(step)).length;
  return up * 0.9 + down;
}

function sharedSteps(path: readonly string[], place: readonly string[]): number {
  const length = Math.min(path.length, place.length);
  for (let index = 0; index < length; index++) {
    const step = place[index] ?? '';
    if (!isOpen(step) && step !== path[index]) return index;
  }
  return length;
}

function isOpen(step: string): boolean {
  return step === '*' || step === '[]';
}

/** A place in words, with the names and indexes of the path that leads there as far as it does. */
function placeText(place: readonly string[], path: readonly string[]): string {
  return place
    .map((step, index) => {
      if (step === '[]') return `[${path[index] ?? ''}]`;
      return step === '*' ? (path[index] ?? '<name>') : step;
    })
    .join('.')
    .replaceAll('.[', '[');
}
