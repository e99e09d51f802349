import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { messageOf } from '../../diagnostics/words.ts';
import type { ExecutionEvent, ProgressEvent } from '../../executor/event.ts';
import { assertNever } from '../../lib/assert-never.ts';
import { subjectOf } from '../../planner/describe-operation.ts';
import type { Operation, Plan } from '../../planner/plan.ts';
import { describeRecreation, findRecreations } from './recreation.ts';
import type { ResourceUpdate } from './reporter.ts';
import { describeRestart } from './restarting.ts';

type OperationEvent = Exclude<ExecutionEvent, { readonly kind: 'ended' | 'output' | 'provided' }>;

interface Bytes {
  readonly current: number;
  readonly total: number;
}

/**
 * Turns the events of one plan into updates for a reporter. It adds up the bytes of an image's layers, so it keeps state.
 * `isRestart`: the stops and starts of a container are one thing.
 */
export function makeDescriber(
  plan: Plan,
  { isRestart = false } = {},
): (event: ExecutionEvent) => readonly ResourceUpdate[] {
  const layers = new Map<Operation, Map<string, Bytes>>();
  const recreations = findRecreations(plan);
  return (event) => {
    if (event.kind === 'ended' || event.kind === 'output' || event.kind === 'provided') return [];
    if (event.kind === 'progress' && event.part !== undefined) {
      const parts = layers.get(event.operation) ?? new Map<string, Bytes>();
      layers.set(event.operation, parts.set(event.part, bytesOf(event)));
    }
    const update =
      describeRecreation(event, recreations.get(event.operation.id)) ??
      (isRestart ? describeRestart(event) : undefined) ??
      describe(event, layers.get(event.operation) ?? new Map<string, Bytes>());
    return update === undefined || update === 'nothing'
      ? []
      : [...membersOf(event.operation, update), update];
  };
}

/** Containers that leave together with their pod have no steps of their own. */
function membersOf(operation: Operation, update: ResourceUpdate): readonly ResourceUpdate[] {
  const hasLeft = update.status === 'Working' || update.status === 'Done';
  if (operation.kind !== 'remove-pod' || !hasLeft) return [];
  return (operation.members ?? []).map(({ name }) => ({ ...update, kind: 'Container', name }));
}

/** What the plan leaves as it is, as docker compose reports it: containers are `Running`; the rest goes without saying. */
export function describeUnchanged(plan: Plan): readonly ResourceUpdate[] {
  const touched = new Set(plan.operations.map((operation) => subjectOf(operation).name));
  return plan.unchanged
    .filter(({ kind, name }) => kind === 'container' && !touched.has(name))
    .map(({ name, isFinished }) => ({
      kind: 'Container',
      name,
      status: 'Done',
      text: isFinished === true ? 'Exited' : 'Running',
    }));
}

function describe(event: OperationEvent, layers: ReadonlyMap<string, Bytes>): ResourceUpdate | undefined {
  const subject = subjectOf(event.operation);
  if (event.kind === 'failed') {
    return { ...subject, status: 'Error', text: 'Error', details: sentence(event.diagnostics) };
  }
  const words = wordsOf(event.operation);
  if (words === undefined) return undefined;
  const [working, done] = words;
  switch (event.kind) {
    case 'begun':
      return { ...subject, status: 'Working', text: working };
    case 'progress':
      return { ...subject, status: 'Working', text: working, ...progressOf(event, layers) };
    case 'done':
      return { ...subject, status: 'Done', text: done };
    case 'warning':
      return { ...subject, status: 'Warning', text: 'Warning', details: sentence(event.diagnostics) };
    case 'skipped':
      // The container that would have come has another name until it takes the place of this one.
      return event.operation.kind === 'start-container' && event.reason.kind === 'unchanged'
        ? { ...subject, status: 'Done', text: 'Running' }
        : undefined;
    default:
      return assertNever(event);
  }
}

function sentence([first]: readonly Diagnostic[]): string {
  return first === undefined ? 'a bug in Selkie' : messageOf(first);
}

function bytesOf({ current = 0, total = 0 }: ProgressEvent): Bytes {
  return { current, total: Math.max(current, total) };
}

function progressOf(event: ProgressEvent, layers: ReadonlyMap<string, Bytes>): Partial<ResourceUpdate> {
  if (layers.size > 0) {
    const all = [...layers.values()];
    const sum = (of: (part: Bytes) => number) => all.reduce((total, part) => total + of(part), 0);
    return { current: sum(({ current }) => current), total: sum(({ total }) => total) };
  }
  const details = event.text.trim();
  return {
    ...(details === '' ? {} : { details }),
    ...(event.current === undefined ? {} : { current: event.current }),
    ...(event.total === undefined ? {} : { total: event.total }),
  };
}

/** docker compose's words while a step runs and when it is done; undefined for steps that people need not see. */
function wordsOf(operation: Operation): readonly [working: string, done: string] | undefined {
  switch (operation.kind) {
    case 'pull-image':
      return ['Pulling', 'Pulled'];
    case 'build-image':
      return ['Building', 'Built'];
    case 'push-image':
      return ['Pushing', 'Pushed'];
    case 'create-network':
    case 'create-volume':
    case 'create-secret':
    case 'create-pod':
    case 'create-container':
      return ['Creating', 'Created'];
    case 'start-pod':
    case 'start-container':
      return ['Starting', 'Started'];
    case 'start-provider':
      return ['Creating', 'Created'];
    case 'remove-provider':
      return ['Removing', 'Removed'];
    case 'start-model':
      return ['Configuring', 'Configured'];
    case 'stop-pod':
    case 'stop-container':
      return ['Stopping', 'Stopped'];
    case 'kill-container':
      return ['Killing', 'Killed'];
    case 'pause-container':
      return ['Pausing', 'Paused'];
    case 'unpause-container':
      return ['Unpausing', 'Unpaused'];
    case 'remove-image':
    case 'remove-network':
    case 'remove-volume':
    case 'remove-secret':
    case 'remove-pod':
    case 'remove-container':
      return ['Removing', 'Removed'];
    case 'try-ports':
      return ['Checking', 'Checked'];
    case 'await-healthy':
      return ['Waiting', 'Healthy'];
    case 'await-completed':
      return ['Waiting', 'Exited'];
    case 'connect-network':
      return ['Connecting', 'Connected'];
    case 'disconnect-network':
      return ['Disconnecting', 'Disconnected'];
    case 'update-aliases':
      return ['Renaming', 'Renamed'];
    case 'restore-container':
      return ['Restoring', 'Restored'];
    case 'run-pre-start':
      return ['Running pre_start', 'Created'];
    case 'run-hook':
      return [`Running ${operation.point}`, operation.point === 'post_start' ? 'Started' : 'Stopping'];
    case 'init-container':
    case 'rename-container':
    case 'stop-provider':
      return undefined;
    default:
      return assertNever(operation);
  }
}
