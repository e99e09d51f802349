import { messageOf } from '../../diagnostics/words.ts';
import type { ExecutionEvent } from '../../executor/event.ts';
import { assertNever } from '../../lib/assert-never.ts';
import type { Operation, Plan } from '../../planner/plan.ts';
import type { ResourceUpdate } from './reporter.ts';

type Subject = Pick<ResourceUpdate, 'kind' | 'name'>;

/** The words for one operation while it runs and when it is done; undefined for steps that people need not see. */
interface Words extends Subject {
  readonly working: string;
  readonly done: string;
}

/** Turns the events of one plan into updates for a reporter. Keeps the bytes of an image's layers to add them up. */
export function makeDescriber(): (event: ExecutionEvent) => ResourceUpdate | undefined {
  const layers = new Map<string, Map<string, { readonly current: number; readonly total: number }>>();
  return (event) => {
    if (event.kind === 'ended') return undefined;
    const words = wordsOf(event.operation);
    if (words === undefined && event.kind !== 'failed') return undefined;
    const subject = words ?? { kind: 'Step', name: event.operation.kind, working: '', done: '' };
    const { kind, name } = subject;
    switch (event.kind) {
      case 'begun':
        return { kind, name, status: 'Working', text: subject.working };
      case 'progress':
        return { kind, name, status: 'Working', text: subject.working, ...progress(event, layers) };
      case 'done':
        return { kind, name, status: 'Done', text: subject.done };
      case 'skipped':
        return undefined;
      case 'warning':
        return { kind, name, status: 'Warning', text: 'Warning', details: sentence(event.diagnostics) };
      case 'failed':
        return { kind, name, status: 'Error', text: 'Error', details: sentence(event.diagnostics) };
      default:
        return assertNever(event);
    }
  };
}

/** What the plan leaves as it is, as docker compose reports it: containers are `Running`; the rest goes without saying. */
export function describeUnchanged(plan: Plan): readonly ResourceUpdate[] {
  return plan.unchanged
    .filter(({ kind }) => kind === 'container')
    .map(({ name }) => ({ kind: 'Container', name, status: 'Done', text: 'Running' }));
}

function sentence(diagnostics: Extract<ExecutionEvent, { kind: 'failed' }>['diagnostics']): string {
  const [first] = diagnostics;
  return first === undefined ? 'a bug in Selkie' : messageOf(first);
}

function progress(
  event: Extract<ExecutionEvent, { kind: 'progress' }>,
  layers: Map<string, Map<string, { readonly current: number; readonly total: number }>>,
): Partial<ResourceUpdate> {
  const details = event.text.trim();
  if (event.part === undefined || event.current === undefined) {
    return {
      ...(details === '' ? {} : { details }),
      ...(event.current === undefined ? {} : { current: event.current }),
      ...(event.total === undefined ? {} : { total: event.total }),
    };
  }
  const key = String(event.operation.id);
  const parts = layers.get(key) ?? new Map<string, { readonly current: number; readonly total: number }>();
  layers.set(key, parts.set(event.part, { current: event.current, total: event.total ?? 0 }));
  let current = 0;
  let total = 0;
  for (const part of parts.values()) {
    current += part.current;
    total += Math.max(part.total, part.current);
  }
  return { current, total };
}

function wordsOf(operation: Operation): Words | undefined {
  switch (operation.kind) {
    case 'pull-image':
      return { kind: 'Image', name: operation.image, working: 'Pulling', done: 'Pulled' };
    case 'build-image':
      return { kind: 'Image', name: operation.image, working: 'Building', done: 'Built' };
    case 'remove-image':
      return { kind: 'Image', name: operation.image, ...removing };
    case 'create-network':
      return { kind: 'Network', name: operation.network.name, ...creating };
    case 'remove-network':
      return { kind: 'Network', name: operation.name, ...removing };
    case 'create-volume':
      return { kind: 'Volume', name: operation.volume.name, ...creating };
    case 'remove-volume':
      return { kind: 'Volume', name: operation.name, ...removing };
    case 'create-secret':
      return { kind: 'Secret', name: operation.name, ...creating };
    case 'remove-secret':
      return { kind: 'Secret', name: operation.name, ...removing };
    case 'create-pod':
      return { kind: 'Pod', name: operation.pod.name, ...creating };
    case 'start-pod':
      return { kind: 'Pod', name: operation.pod, ...starting };
    case 'remove-pod':
      return { kind: 'Pod', name: operation.pod, ...removing };
    case 'create-container':
      return { kind: 'Container', name: operation.container.name, ...creating };
    case 'start-container':
      return { kind: 'Container', name: operation.container.name, ...starting };
    case 'stop-container':
      return { kind: 'Container', name: operation.container.name, working: 'Stopping', done: 'Stopped' };
    case 'remove-container':
      return { kind: 'Container', name: operation.container.name, ...removing };
    case 'await-healthy':
      return { kind: 'Container', name: operation.container.name, working: 'Waiting', done: 'Healthy' };
    case 'await-completed':
      return { kind: 'Container', name: operation.container.name, working: 'Waiting', done: 'Exited' };
    case 'init-container':
    case 'rename-container':
      return undefined;
    default:
      return assertNever(operation);
  }
}

const creating = { working: 'Creating', done: 'Created' } as const;
const starting = { working: 'Starting', done: 'Started' } as const;
const removing = { working: 'Removing', done: 'Removed' } as const;
