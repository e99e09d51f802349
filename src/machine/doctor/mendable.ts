import { isDoable } from './action.ts';
import type { Finding } from './check.ts';
import type { Result } from './examine.ts';

/** A result that is not as it should be. */
export interface FindingOf extends Result {
  readonly verdict: Finding;
}

/** The findings among results, the worst first. */
export function findingsIn(results: readonly Result[]): readonly FindingOf[] {
  const found = results.filter((result): result is FindingOf => 'fix' in result.verdict);
  return found.toSorted((a, b) => rank[a.verdict.state] - rank[b.verdict.state]);
}

const rank: Readonly<Record<Finding['state'], number>> = { error: 0, warning: 1, note: 2 };

/** What `--fix` mends: errors and warnings of which something can be done. Notes are nobody's trouble yet. */
export function isMendable({ verdict }: FindingOf): boolean {
  return verdict.state !== 'note' && verdict.fix.some(isDoable);
}
