import type { Entry } from '../../src/diagnostics/entry.ts';

/** What docs/diagnostics.md says of one code, besides what the catalogue says already. */
export interface Section<Args> {
  /** When it appears, and what follows from it. */
  readonly meaning: string;
  /** What to do about it. */
  readonly repair: string;
  /** Arguments for the example, which is printed by the program itself. */
  readonly args: Args;
  /** A compose file that leads to it, with the place that is marked between guillemets. */
  readonly file?: string;
}

/** A section for each code of a part of the catalogue: a code without one does not compile. */
export type Manual<Entries> = {
  readonly [C in keyof Entries]: Section<Entries[C] extends Entry<infer Args> ? Args : never>;
};
