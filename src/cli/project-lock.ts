import { diagnose } from '../diagnostics/diagnostic.ts';
import type { ExecutionEvent } from '../executor/event.ts';
import type { ProjectLock } from '../executor/project-lock.ts';
import type { ObservedLives } from '../planner/observed.ts';
import type { Operation, Plan } from '../planner/plan.ts';
import type { CommandContext, Engine } from './context.ts';

/** A plan and what it was made from. */
export interface Planned {
  readonly plan: Plan;
  readonly observed: ObservedLives;
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
  /** Releases by itself once nothing but waits is left: `--wait` may take long, and changes nothing. */
  readonly onEvent: (event: ExecutionEvent) => void;
}

/**
 * Sees to it that no other Selkie works on the project while a plan is carried out. One that does nothing needs no lock, so
 * that looking costs nothing: the lock is taken for a plan that is there, and the plan is made anew where others were faster.
 */
export async function lockFor<P extends Planned>(
  context: CommandContext,
  { engine, project, command, first, again }: LockedWork<P>,
): Promise<Locked<P>> {
  if (first.plan.operations.every(isWait)) {
    return { planned: first, release: () => Promise.resolve(), onEvent: () => undefined };
  }
  const { refuseOwned } = await import('./systemd/owned.ts');
  await refuseOwned(context, { name: project, engine, observed: first.observed }, command);
  const [lock, { hasChanged }] = await Promise.all([
    lockProjectFor(context, engine, project, command),
    import('../executor/observe.ts'),
  ]);
  const { release } = lock;
  try {
    const { containers } = first.observed;
    const isOld = lock.hasWaited || (await hasChanged(engine.client, project, containers, context.signal));
    const planned = isOld ? await again() : first;
    return { planned, release, onEvent: releaseAfterChanges(planned?.plan, release) };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Takes the project's lock for a command, and tells the user whom it waits for. */
export async function lockProjectFor(
  { host, signal, report }: CommandContext,
  { client, features }: Engine,
  project: string,
  command: string,
): Promise<ProjectLock> {
  const { lockProject } = await import('../executor/project-lock.ts');
  return lockProject({
    client,
    host,
    project,
    command,
    isRenewable: features.canReplaceSecret,
    signal,
    onWait: ({ command: other, machine, pid, sinceMs }) => {
      const seconds = Math.max(0, Math.round((host.clock.now() - sinceMs) / 1000));
      report([diagnose('cli/project-busy', { project, command: other, machine, pid, seconds })]);
    },
  });
}

function isWait({ kind }: Operation): boolean {
  return kind === 'await-healthy' || kind === 'await-completed';
}

function releaseAfterChanges(
  plan: Plan | undefined,
  release: () => Promise<void>,
): (event: ExecutionEvent) => void {
  const open = new Set((plan?.operations ?? []).filter((one) => !isWait(one)).map(({ id }) => id));
  return (event) => {
    if (event.kind !== 'done' && event.kind !== 'failed' && event.kind !== 'skipped') return;
    // Whoever releases at the end is told of a failure.
    if (open.delete(event.operation.id) && open.size === 0) release().catch(() => undefined);
  };
}
