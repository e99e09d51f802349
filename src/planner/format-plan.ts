import { subjectOf } from './describe-operation.ts';
import type { Operation, Plan } from './plan.ts';

/** One line for each operation: `#3 after #1: create container app-web-1 (not there yet)`; the form that tests compare. */
export function formatPlan(plan: Plan): string {
  const lines = plan.placement.map(({ service, reason }) => `${service} lives beside the pod: ${reason}`);
  if (lines.length > 0) lines.push('');
  for (const operation of plan.operations) lines.push(formatOperation(operation));
  if (plan.operations.length > 0) lines.push('');
  lines.push(formatCounts(plan));
  return `${lines.join('\n')}\n`;
}

/** `2 to create, 1 to recreate, 5 unchanged`, over containers and all else alike. */
export function formatCounts(plan: Plan): string {
  const counts = countOperations(plan);
  const parts = [
    counts.create > 0 && `${counts.create} to create`,
    counts.recreate > 0 && `${counts.recreate} to recreate`,
    counts.start > 0 && `${counts.start} to start`,
    counts.stop > 0 && `${counts.stop} to stop`,
    counts.remove > 0 && `${counts.remove} to remove`,
    counts.unchanged > 0 && `${counts.unchanged} unchanged`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'nothing to do' : parts.join(', ');
}

/** What a plan comes to, each thing counted once. */
interface PlanCounts {
  readonly create: number;
  readonly recreate: number;
  readonly start: number;
  readonly stop: number;
  readonly remove: number;
  readonly unchanged: number;
}

/** Counts things, not steps: a container that is removed and created again is one to recreate. */
function countOperations(plan: Plan): PlanCounts {
  const created = new Set<string>();
  const started = new Set<string>();
  const stopped = new Set<string>();
  const removed = new Set<string>();
  for (const operation of plan.operations) {
    const { kind, name } = subjectOf(operation);
    const subject = `${kind} ${name}`;
    if (operation.kind === 'rename-container') {
      created.delete(subject);
      created.add(`${kind} ${operation.to}`);
    } else if (operation.kind.startsWith('create-')) created.add(subject);
    else if (operation.kind.startsWith('start-')) started.add(subject);
    else if (operation.kind.startsWith('stop-')) stopped.add(subject);
    else if (operation.kind.startsWith('remove-')) removed.add(subject);
  }
  const recreated = new Set([...created].filter((subject) => removed.has(subject)));
  const only = (set: ReadonlySet<string>, ...others: ReadonlySet<string>[]) =>
    [...set].filter((subject) => !others.some((other) => other.has(subject))).length;
  return {
    create: only(created, recreated),
    recreate: recreated.size,
    start: only(started, created),
    stop: only(stopped, removed, started),
    remove: only(removed, recreated),
    unchanged: plan.unchanged.filter(({ kind }) => kind !== 'image').length,
  };
}

function formatOperation(operation: Operation): string {
  const after =
    operation.after.length === 0 ? '' : ` after ${operation.after.map((id) => `#${id}`).join(' ')}`;
  const condition =
    operation.onlyIf === undefined
      ? ''
      : `, if image ${operation.onlyIf.map(({ image }) => image).join(' or ')} is another`;
  if (operation.rescues !== undefined) {
    return `#${operation.id} if ${operation.rescues.map((id) => `#${id}`).join(' ')} fails: ${formatVerb(operation)}`;
  }
  return `#${operation.id}${after}: ${formatVerb(operation)} (${operation.because}${condition})`;
}

function formatVerb(operation: Operation): string {
  const { kind, name } = subjectOf(operation);
  const subject = `${kind.toLowerCase()} ${name}`;
  if (operation.kind === 'rename-container') return `rename ${subject} to ${operation.to}`;
  if (operation.kind === 'restore-container') return `put ${subject} back`;
  if (operation.kind === 'connect-network')
    return `connect ${subject} to network ${operation.attachment.name}`;
  if (operation.kind === 'disconnect-network')
    return `disconnect ${subject} from network ${operation.network}`;
  if (operation.kind === 'update-aliases') {
    return `rename ${subject} on network ${operation.attachment.name}`;
  }
  if (operation.kind === 'await-healthy') return `wait until ${subject} is healthy`;
  if (operation.kind === 'await-completed') return `wait until ${subject} has completed`;
  const verb = operation.kind.slice(0, operation.kind.indexOf('-'));
  const place = operation.kind === 'create-container' ? operation.container.place : undefined;
  return `${verb} ${subject}${place?.kind === 'pod' ? ` in pod ${place.pod}` : ''}`;
}
