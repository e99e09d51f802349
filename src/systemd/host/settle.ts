import type { Site } from './site.ts';
import type { Manager, UnitState } from './manager.ts';

/** How a unit stands, for progress. */
export type Progress = (state: UnitState) => void;

/** A unit that starts this often again is not going to come up. */
const mostRestarts = 3;
const pauseMs = 200;
/** A program that cannot run ends only after its container has started: so many looks have to find all at rest. */
const quietLooks = 6;

/** Waits until every unit has come to rest, and gives those that failed. */
export async function settle(
  manager: Manager,
  units: readonly string[],
  { clock }: Pick<Site, 'clock'>,
  signal: AbortSignal,
  onState: Progress,
): Promise<readonly UnitState[]> {
  const before = new Map((await manager.show(units)).map(({ unit, restarts }) => [unit, restarts]));
  let quiet = 0;
  for (;;) {
    signal.throwIfAborted();
    const states = await manager.show(units);
    for (const state of states) onState(state);
    const looping = states.filter(
      (state) => !isResting(state) && state.restarts - (before.get(state.unit) ?? 0) >= mostRestarts,
    );
    // What waits for one that never comes up would wait for ever.
    const isStuck =
      looping.length > 0 &&
      states.every((state) => isResting(state) || looping.includes(state) || state.hasJob);
    quiet = states.every(isResting) ? quiet + 1 : 0;
    const isDown = states.every(({ active, hasJob }) => active === 'inactive' && !hasJob);
    if (isStuck || isDown || quiet >= quietLooks) return [...states.filter(hasFailed), ...looping];
    await clock.sleep(pauseMs, signal);
  }
}

/** True when it failed for good. */
export function hasFailed({ active }: UnitState): boolean {
  return active === 'failed';
}

function isResting(state: UnitState): boolean {
  return !state.hasJob && ['active', 'inactive', 'failed'].includes(state.active);
}
