import { join } from 'node:path';

/** The program under test: what is built here, or what SELKIE_TEST_PROGRAM names. */
export const program =
  process.env['SELKIE_TEST_PROGRAM'] ?? join(import.meta.dirname, '..', '..', 'dist', 'selkie');

/**
 * Whether another program stands in Selkie's place: one that is told of the engine by DOCKER_HOST. It gets the tests whose titles carry the number of a scenario, as those are not about Selkie's own.
 */
export const isAnother = process.env['SELKIE_TEST_PROGRAM'] !== undefined;

/** The status that tells of an expected failure: Selkie keeps 1 for faults of its own, docker compose has no other. */
export const failed = isAnother ? 1 : 2;

/** A check that goes beyond what the scenario says, so that another program need not pass it. */
export function beyond(check: () => void): void {
  if (!isAnother) check();
}
