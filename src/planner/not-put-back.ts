import type { Operation, OperationId, Plan } from './plan.ts';

/**
 * Names of the containers whose old one is gone and whose new one is not there, or does not run as it should, after so much of a
 * plan was done. Those that a step of the plan puts back are not among them.
 */
export function notPutBack({ operations }: Plan, done: ReadonlySet<OperationId>): readonly string[] {
  const kept = new Set(operations.flatMap((step) => (step.kind === 'rename-container' ? [step.to] : [])));
  return operations.flatMap((step) => {
    if (step.kind !== 'create-container' || kept.has(step.container.name)) return [];
    const { name, service, replica } = step.container;
    const isGone = operations.some(
      (other) =>
        other.kind === 'remove-container' &&
        done.has(other.id) &&
        other.container.service === service.name &&
        other.container.replica === replica,
    );
    return isGone && !isThere(name, step.id, operations, done) ? [name] : [];
  });
}

function isThere(
  name: string,
  creation: OperationId,
  operations: readonly Operation[],
  done: ReadonlySet<OperationId>,
): boolean {
  const starts = operations.filter((step) => step.kind === 'start-container' && step.container.name === name);
  return done.has(creation) && starts.every(({ id }) => done.has(id));
}
