import type { Operation, OperationId, Plan, UnchangedResource } from './plan.ts';

/**
 * One plan that does all of the first and then what the second adds. What makes things ready (images, networks, volumes,
 * secrets) is done once, at any time; the containers of the second plan, and its waits, come after everything of the first.
 */
export function joinPlans(first: Plan, second: Plan): Plan {
  const made = new Map(first.operations.flatMap((operation) => keyed(operation, operation.id)));
  const numbers = new Map<OperationId, OperationId>();
  const all = first.operations.map(({ id }) => id);
  const added: Operation[] = [];
  for (const operation of second.operations) {
    const [same] = keyed(operation, operation.id).flatMap(([key]) => made.get(key) ?? []);
    if (same !== undefined) {
      numbers.set(operation.id, same);
      continue;
    }
    const id = (first.operations.length + added.length + 1) as OperationId;
    numbers.set(operation.id, id);
    const own = operation.after.flatMap((other) => numbers.get(other) ?? []);
    const after = isResource(operation) ? own : [...new Set([...all, ...own])].sort((a, b) => a - b);
    added.push({ ...operation, id, after });
  }
  const kept = new Set(first.unchanged.map(keptKey));
  return {
    project: first.project,
    operations: [...first.operations, ...added],
    unchanged: [
      ...first.unchanged,
      ...second.unchanged.filter((resource) => !kept.has(keptKey(resource)) && !isMade(resource, made)),
    ],
    placement: [...first.placement, ...second.placement],
  };
}

/** What an operation makes ready, as a key; nothing for one that does something else. */
function keyed(operation: Operation, id: OperationId): readonly (readonly [string, OperationId])[] {
  const { kind } = operation;
  if (kind === 'pull-image' || kind === 'build-image') return [[`image ${operation.image}`, id]];
  if (kind === 'create-network') return [[`network ${operation.network.name}`, id]];
  if (kind === 'create-volume') return [[`volume ${operation.volume.name}`, id]];
  if (kind === 'create-secret') return [[`secret ${operation.name}`, id]];
  return [];
}

function isResource(operation: Operation): boolean {
  return keyed(operation, operation.id).length > 0;
}

function keptKey({ kind, name }: UnchangedResource): string {
  return `${kind} ${name}`;
}

function isMade(resource: UnchangedResource, made: ReadonlyMap<string, OperationId>): boolean {
  return made.has(keptKey(resource));
}
