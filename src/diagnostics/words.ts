import { catalog } from './catalog.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Entry } from './entry.ts';

/** The sentence of a finding, from the catalogue. */
export function messageOf(diagnostic: Diagnostic): string {
  return entryOf(diagnostic).message(diagnostic.args as never);
}

/** What to do about a finding, when the catalogue knows. */
export function helpOf(diagnostic: Diagnostic): string | undefined {
  const help = entryOf(diagnostic).help?.(diagnostic.args as never);
  return help === false || help === '' ? undefined : help;
}

// Code and arguments belong together by the Diagnostic union, which the compiler cannot follow through a lookup.
function entryOf(diagnostic: Diagnostic): Entry<never> {
  return catalog[diagnostic.code];
}
