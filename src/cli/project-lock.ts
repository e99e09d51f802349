import { diagnose } from '../diagnostics/diagnostic.ts';
import type { ObservedState } from '../planner/observed.ts';
import type { Plan } from '../planner/plan.ts';
import type { CommandContext, Engine } from './context.ts';

/** A plan and what it was made from. */
export interface Planned {
  readonly plan: Plan;
  readonly observed: ObservedState;
}

/** Who wants to carry out what. */
export interface LockedWork<P extends Planned> {
  readonly engine: Engine;
  /** Name of the project. */
  readonly project: string;
  readonly command: string;
  readonly first: P;
  /** Looks and plans anew; undefined when there is nothing to carry out. */
  readonly again: () => Promise<P | undefined>;
}

/** A plan that nobody else's work makes untrue before `release`. */
export interface Locked<P extends Planned> {
  /** undefined: `again` gave none. */
  readonly planned: P | undefined;
  readonly release: () => Promise<void>;
}

/**
 * Sees to it that no other Selkie works on the project while a plan is carried out. One that does nothing needs no lock, so
 * that looking costs nothing: the lock is taken for a plan that is there, and the plan is made anew where others were faster.
 */
export async function lockFor<P extends Planned>(
  context: CommandContext,
  { engine, project, command, first, again }: LockedWork<P>,
): Promise<Locked<P>> {
  if (first.plan.operations.length === 0) return { planned: first, release: () => Promise.resolve() };
  const { refuseOwned } = await import('./systemd/owned.ts');
  await refuseOwned(context, { name: project, engine, observed: first.observed }, command);
  const [{ lockProject }, { hasChanged }] = await Promise.all([
    import('../executor/project-lock.ts'),
    import('../executor/observe.ts'),
  ]);
  const { client, features } = engine;
  const { host, signal } = context;
  const lock = await lockProject({
    client,
    host,
    project,
    command,
    isRenewable: features.canReplaceSecret,
    signal,
    onWait: ({ command: other, machine, pid, sinceMs }) => {
      const seconds = Math.max(0, Math.round((host.clock.now() - sinceMs) / 1000));
      context.report([diagnose('cli/project-busy', { project, command: other, machine, pid, seconds })]);
    },
  });
  const { release } = lock;
  try {
    const isOld = lock.hasWaited || (await hasChanged(client, project, first.observed.containers, signal));
    return { planned: isOld ? await again() : first, release };
  } catch (error) {
    await release();
    throw error;
  }
}
