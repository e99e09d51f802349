/**
 * How all property tests choose their cases: the seed is fixed, so that a run is the same everywhere. `SELKIE_TEST_SEED` and
 * `SELKIE_TEST_RUNS` (where a test sets no number of its own) look further.
 */
import fc from 'fast-check';

const runs = process.env['SELKIE_TEST_RUNS'];

fc.configureGlobal({
  seed: Number(process.env['SELKIE_TEST_SEED'] ?? 20_261_101),
  ...(runs === undefined ? {} : { numRuns: Number(runs) }),
});
