import { subjectOf } from './describe-operation.ts';
import type { Subject } from './describe-operation.ts';
import type { Operation, OperationId, Plan } from './plan.ts';

/** What becomes of one thing. `wait`: it stays as it is, but others wait for it. */
export type ChangeKind = (typeof changeKinds)[number];

/** All kinds, in the order in which they are counted. */
export const changeKinds = [
  'pull',
  'build',
  'push',
  'create',
  'recreate',
  'reconnect',
  'start',
  'restart',
  'unpause',
  'pause',
  'kill',
  'stop',
  'remove',
  'wait',
] as const;

/** All that a plan does with one thing, as people think of it: a container that is replaced is one change of many steps. */
export interface Change {
  readonly kind: ChangeKind;
  readonly subject: Subject;
  /** Of a container: its service; undefined for one that no service has. */
  readonly service: string | undefined;
  readonly replica: number | undefined;
  readonly because: string;
  /** It happens only if one of these images turns out to be another. */
  readonly onlyIfChanged: readonly string[];
  /** Where a container is created; undefined for one that exists already. */
  readonly place: 'pod' | 'beside' | 'join' | 'mode' | undefined;
  /** A container that runs and has to stop before its successor is made: its service is away meanwhile. */
  readonly isAwayMeanwhile: boolean;
  /** What its start waits for, beside what is made first. */
  readonly waits: readonly Wait[];
  /** The hooks that run along, such as `post_start`, each as often as there are commands. */
  readonly hooks: readonly HookPoint[];
  /** Steps of the plan, in their order; those of a container that leaves with its pod are the pod's. */
  readonly steps: readonly OperationId[];
}

/** When a hook runs. */
export type HookPoint = 'pre_start' | 'post_start' | 'pre_stop';

/** Something that has to be reached before a container starts. */
export interface Wait {
  readonly container: string;
  readonly service: string;
  readonly until: 'started' | 'healthy' | 'completed' | 'stopped';
}

/** The plan's operations as one change for each thing, in the order in which the changes take hold. */
export function changesOf(plan: Plan): readonly Change[] {
  const groups = new Map<string, Operation[]>();
  const keys = containerKeys(plan);
  for (const operation of plan.operations) {
    const { kind, name } = subjectOf(operation);
    const own = kind === 'Container' ? keys.get(name) : undefined;
    const what = operation.kind === 'push-image' ? 'Push' : kind === 'Config' ? 'Secret' : kind;
    const key = own ?? `${what} ${name}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [operation]);
    else group.push(operation);
  }
  const byId = new Map(plan.operations.map((operation) => [operation.id, operation]));
  const changes = [...groups.values()]
    .map((operations) => ({ operations, at: mainStep(operations).id }))
    .sort((a, b) => a.at - b.at)
    .map(({ operations }) => changeOf(operations, byId));
  return withMembers(plan, changes);
}

/** Container names to what they have in common: a container keeps its place when it is replaced, whatever the new one is called. */
function containerKeys(plan: Plan): ReadonlyMap<string, string> {
  return new Map(
    plan.operations.flatMap((operation) => {
      if (!('container' in operation)) return [];
      const { name, replica } = operation.container;
      const service = nameOfService(operation.container.service);
      return [[name, service === '' ? `container ${name}` : `service ${service} ${replica}`] as const];
    }),
  );
}

function changeOf(operations: readonly Operation[], byId: ReadonlyMap<OperationId, Operation>): Change {
  const main = mainStep(operations);
  const kind = kindOf(operations);
  const container = 'container' in main ? main.container : undefined;
  const service = container === undefined ? undefined : nameOfService(container.service);
  const isStopped = operations.some((operation) => operation.kind === 'stop-container');
  const create = operations.find((operation) => operation.kind === 'create-container');
  return {
    kind,
    subject: finalSubject(operations),
    service: service === '' ? undefined : service,
    replica: container?.replica,
    because: reasonOf(operations, main),
    onlyIfChanged: ((create ?? main).onlyIf ?? []).map(({ image }) => image),
    place: create?.container.place.kind,
    isAwayMeanwhile:
      kind === 'recreate' && isStopped && !operations.some(({ kind: step }) => step === 'rename-container'),
    waits: waitsOf(operations, byId),
    hooks: operations.flatMap((operation) => hookPoint(operation) ?? []),
    steps: operations.map(({ id }) => id),
  };
}

/** The step at which the change takes hold and whose reason is the change's. */
function mainStep(operations: readonly Operation[]): Operation {
  const main =
    operations.find(({ kind }) => kind === 'start-container') ??
    operations.find(({ kind }) => kind.startsWith('create-')) ??
    operations.find(({ kind }) => kind.startsWith('remove-')) ??
    operations[0];
  if (main === undefined) throw new Error('a change without steps');
  return main;
}

function reasonOf(operations: readonly Operation[], main: Operation): string {
  return (operations.find(({ kind }) => kind.startsWith('create-')) ?? main).because;
}

function kindOf(operations: readonly Operation[]): ChangeKind {
  const has = (prefix: string) => operations.some(({ kind }) => kind.startsWith(prefix));
  if (has('create-')) return has('remove-') ? 'recreate' : 'create';
  if (has('remove-')) return 'remove';
  if (has('start-')) return has('stop-') || has('kill-') ? 'restart' : 'start';
  if (has('connect-') || has('disconnect-') || has('update-')) return 'reconnect';
  const simple = ['stop', 'kill', 'pause', 'unpause', 'pull', 'build', 'push'] as const;
  return simple.find((kind) => has(`${kind}-`)) ?? 'wait';
}

/** The thing under the name that it has in the end. */
function finalSubject(operations: readonly Operation[]): Subject {
  const renamed = operations.find((operation) => operation.kind === 'rename-container');
  if (renamed !== undefined) return { kind: 'Container', name: renamed.to };
  return subjectOf(operations.find(({ kind }) => kind.startsWith('create-')) ?? mainStep(operations));
}

/** What the start of a container waits for that is another container's. */
function waitsOf(
  operations: readonly Operation[],
  byId: ReadonlyMap<OperationId, Operation>,
): readonly Wait[] {
  const own = new Set(operations.map(({ id }) => id));
  const ordered = operations.filter((operation) => {
    const { kind } = operation;
    if (kind === 'start-container' || kind === 'run-pre-start') return true;
    const isStop = kind === 'stop-container' || (kind === 'run-hook' && operation.point === 'pre_stop');
    return isStop && !startsAgain(operations);
  });
  const waits = new Map<string, Wait>();
  for (const id of ordered.flatMap(({ after }) => after)) {
    const operation = byId.get(id);
    const until = operation === undefined || own.has(id) ? undefined : reached(operation);
    if (operation === undefined || until === undefined || !('container' in operation)) continue;
    const { name, service } = operation.container;
    const wait = { container: name, service: nameOfService(service), until };
    const before = waits.get(name);
    // To wait for health or an end is to wait for the start, too.
    if (before === undefined || before.until === 'started') waits.set(name, wait);
  }
  return [...waits.values()];
}

function startsAgain(operations: readonly Operation[]): boolean {
  return operations.some(({ kind }) => kind === 'start-container');
}

function reached(operation: Operation): Wait['until'] | undefined {
  const { kind } = operation;
  if (kind === 'start-container') return 'started';
  if (kind === 'run-hook') return operation.point === 'post_start' ? 'started' : undefined;
  if (kind === 'await-healthy') return 'healthy';
  if (kind === 'await-completed') return 'completed';
  return kind === 'stop-container' ? 'stopped' : undefined;
}

function hookPoint(operation: Operation): HookPoint | undefined {
  if (operation.kind === 'run-pre-start') return 'pre_start';
  return operation.kind === 'run-hook' ? operation.point : undefined;
}

/** Containers that a pod takes along are removed, too, though they have at most a stop of their own. */
function withMembers(plan: Plan, changes: readonly Change[]): readonly Change[] {
  const leaving = new Map(
    plan.operations.flatMap((operation) =>
      operation.kind === 'remove-pod'
        ? (operation.members ?? []).map((member) => [member.name, { member, pod: operation }] as const)
        : [],
    ),
  );
  const isOf = ({ subject }: Change) =>
    subject.kind === 'Container' ? leaving.get(subject.name) : undefined;
  const known = new Set(changes.flatMap((change) => isOf(change)?.member.name ?? []));
  const others = [...leaving.values()].filter(({ member }) => !known.has(member.name));
  return [
    ...changes.map((change): Change => {
      const pod = isOf(change)?.pod;
      return pod === undefined ? change : { ...change, kind: 'remove', steps: [...change.steps, pod.id] };
    }),
    ...others.map(({ member, pod }): Change => ({
      kind: 'remove',
      subject: { kind: 'Container', name: member.name },
      service: member.service,
      replica: member.replica,
      because: pod.because,
      onlyIfChanged: [],
      place: undefined,
      isAwayMeanwhile: false,
      waits: [],
      hooks: [],
      steps: [pod.id],
    })),
  ];
}

/** A container that is to be created names its whole service, one that exists the service's name. */
function nameOfService(service: string | { readonly name: string }): string {
  return typeof service === 'string' ? service : service.name;
}
