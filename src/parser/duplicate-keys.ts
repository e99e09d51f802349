import { jsonEquals } from '../lib/json-equals.ts';
import { toJson } from './tree.ts';
import type { Node } from './tree.ts';

/** Both values of a key that is there twice, so that what each holds is checked: the first where they exclude each other. */
export function together(first: Node, second: Node): Node {
  if (first.kind === 'mapping' && second.kind === 'mapping') {
    const entries = new Map(first.entries);
    for (const entry of second.entries.values()) {
      const before = entries.get(entry.key);
      const value = before === undefined ? entry.value : together(before.value, entry.value);
      entries.set(entry.key, { ...(before ?? entry), value });
    }
    return { ...first, entries };
  }
  if (first.kind === 'sequence' && second.kind === 'sequence') {
    const known = first.items.map(toJson);
    const others = second.items.filter((item) => !known.some((other) => jsonEquals(other, toJson(item))));
    return { ...first, items: [...first.items, ...others] };
  }
  return first.kind === 'scalar' && first.value === null ? second : first;
}
