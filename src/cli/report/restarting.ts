import type { ExecutionEvent } from '../../executor/event.ts';
import type { ResourceUpdate } from './reporter.ts';

/** The update for a container's step of `restart`, whose stop and start people see as one: `Restarting`, then `Started`. */
export function describeRestart(
  event: Exclude<ExecutionEvent, { readonly kind: 'ended' | 'output' | 'provided' }>,
): ResourceUpdate | undefined {
  const { operation } = event;
  if (operation.kind !== 'stop-container' && operation.kind !== 'start-container') return undefined;
  const { name } = operation.container;
  switch (event.kind) {
    case 'begun':
      return { kind: 'Container', name, status: 'Working', text: 'Restarting' };
    case 'progress':
      return { kind: 'Container', name, status: 'Working', text: 'Restarting', details: event.text };
    case 'done':
      return operation.kind === 'start-container'
        ? { kind: 'Container', name, status: 'Done', text: 'Started' }
        : { kind: 'Container', name, status: 'Working', text: 'Restarting' };
    case 'failed':
    case 'warning':
    case 'skipped':
      return undefined;
  }
}
