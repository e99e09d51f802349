import { changesOf } from './changes.ts';
import { countChanges, formatChangeCounts } from './count-changes.ts';
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

/** `2 to create, 1 to recreate, 5 unchanged`, each thing counted once. */
export function formatCounts(plan: Plan): string {
  return formatChangeCounts(countChanges(plan, changesOf(plan)));
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
  if (operation.kind === 'try-ports') return `try the new ports of ${subject}`;
  if (operation.kind === 'await-healthy') return `wait until ${subject} is healthy`;
  if (operation.kind === 'run-hook') return `run ${operation.point}[${operation.index}] in ${subject}`;
  if (operation.kind === 'run-pre-start') return `run pre_start[${operation.index}] for ${subject}`;
  if (operation.kind === 'await-completed') return `wait until ${subject} has completed`;
  const verb = operation.kind.slice(0, operation.kind.indexOf('-'));
  const place = operation.kind === 'create-container' ? operation.container.place : undefined;
  return `${verb} ${subject}${place?.kind === 'pod' ? ` in pod ${place.pod}` : ''}`;
}
