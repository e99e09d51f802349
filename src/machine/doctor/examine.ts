import type { Check, Verdict } from './check.ts';
import type { Facts } from './facts.ts';

/** What one check came to. */
export interface Result {
  readonly check: Check;
  readonly verdict: Verdict;
}

/** Runs all checks at once; the results keep their order. What only follows from another check's error is not told as well. */
export async function examine(checks: readonly Check[], facts: Facts): Promise<readonly Result[]> {
  const results = await Promise.all(
    checks.map(async (check) => ({ check, verdict: await runOne(check, facts) })),
  );
  const failed = new Set(
    results.filter(({ verdict }) => verdict.state === 'error').map(({ check }) => check.name),
  );
  return results.map((result) => {
    const { verdict } = result;
    if (!('fix' in verdict)) return result;
    const causes = (verdict.follows ?? []).filter((name) => failed.has(name));
    if (causes.length === 0) return result;
    const found = `it waits for ${causes.map((name) => `\`${name}\``).join(', ')}`;
    return { ...result, verdict: { state: 'not-applicable', found } };
  });
}

/** A file that may not be read, or a program that fails, tells nothing: it is no reason for all else to go untold. */
async function runOne(check: Check, facts: Facts): Promise<Verdict> {
  try {
    return await check.run(facts);
  } catch (error) {
    facts.signal.throwIfAborted();
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    return { state: 'not-applicable', found: `it could not be looked at (${code})` };
  }
}
