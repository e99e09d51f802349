import type { ExecutionEvent } from '../../executor/event.ts';
import { subjectOf } from '../../planner/describe-operation.ts';
import type { Operation, OperationId, Plan } from '../../planner/plan.ts';
import type { ResourceUpdate } from './reporter.ts';

/** A step of a container's recreation. */
export interface Recreation {
  /** The container's name before and after. */
  readonly name: string;
  /** True for the step after which the new container is there. */
  readonly isLast: boolean;
  /** True for what follows that step and need not be seen. */
  readonly isSilent: boolean;
}

/**
 * The steps that together replace a container: create under a name of its own, stop, rename, remove. People see them as one,
 * `Recreate` and then `Recreated`.
 */
export function findRecreations(plan: Plan): ReadonlyMap<OperationId, Recreation> {
  const finalNames = new Map<string, string>();
  for (const operation of plan.operations) {
    if (operation.kind === 'rename-container') finalNames.set(operation.container.name, operation.to);
  }
  const stepsByName = new Map<string, Operation[]>();
  for (const operation of plan.operations) {
    if (!isReplacing(operation)) continue;
    const { name } = subjectOf(operation);
    const finalName = finalNames.get(name) ?? name;
    stepsByName.set(finalName, [...(stepsByName.get(finalName) ?? []), operation]);
  }
  const recreations = new Map<OperationId, Recreation>();
  for (const [name, steps] of stepsByName) {
    const kinds = steps.map(({ kind }) => kind);
    if (!kinds.includes('create-container') || !kinds.includes('remove-container')) continue;
    const lastKind = kinds.includes('rename-container') ? 'rename-container' : 'create-container';
    const last = steps.findIndex(({ kind }) => kind === lastKind);
    for (const [index, step] of steps.entries()) {
      recreations.set(step.id, { name, isLast: index === last, isSilent: index > last });
    }
  }
  return recreations;
}

/** The update for an event of such a step; undefined when it is none, or when the step's own words say it. */
export function describeRecreation(
  event: Exclude<ExecutionEvent, { readonly kind: 'ended' | 'output' | 'provided' }>,
  recreation: Recreation | undefined,
): ResourceUpdate | 'nothing' | undefined {
  if (recreation === undefined) return undefined;
  const { name, isLast, isSilent } = recreation;
  if (isSilent && event.kind !== 'failed') return 'nothing';
  switch (event.kind) {
    case 'begun':
    case 'progress':
      return { kind: 'Container', name, status: 'Working', text: 'Recreate' };
    case 'done':
      return isLast
        ? { kind: 'Container', name, status: 'Done', text: 'Recreated' }
        : { kind: 'Container', name, status: 'Working', text: 'Recreate' };
    case 'failed':
    case 'warning':
    case 'skipped':
      return undefined;
  }
}

function isReplacing({ kind }: Operation): boolean {
  return (
    kind === 'create-container' ||
    kind === 'stop-container' ||
    kind === 'remove-container' ||
    kind === 'rename-container'
  );
}
