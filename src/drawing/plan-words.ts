import type { Change, ChangeKind, HookPoint, Wait } from '../planner/changes.ts';
import type { Plan } from '../planner/plan.ts';

/** What a person calls the subject of a change: the service where it is known, with a number where it has several. */
export function makeNames(plan: Plan, changes: readonly Change[]): (change: Change) => string {
  const containers = new Map<string, Set<number>>();
  const note = (service: string | undefined, replica: number | undefined) => {
    if (service === undefined || replica === undefined) return;
    containers.set(service, (containers.get(service) ?? new Set()).add(replica));
  };
  for (const { service, replica } of [...changes, ...plan.unchanged]) note(service, replica);
  return ({ subject, service, replica }) => {
    if (service === undefined) return subject.name;
    return (containers.get(service)?.size ?? 0) > 1 ? `${service} ${replica ?? 1}` : service;
  };
}

/** The mark before a line. */
export const marks: Readonly<Record<ChangeKind, string>> = {
  pull: '↓',
  build: '*',
  push: '↑',
  create: '+',
  recreate: '~',
  reconnect: '~',
  start: '>',
  unpause: '>',
  pause: '.',
  kill: '-',
  restart: '↻',
  stop: '.',
  remove: '-',
  wait: '=',
};

/** What happens, in one or two words: `create in the pod`. */
export function verbOf({ kind, place, isAwayMeanwhile, onlyIfChanged }: Change): string {
  const where = place === 'pod' ? ' in the pod' : place === 'beside' ? ' beside the pod' : '';
  const how = isAwayMeanwhile ? ' (stops first)' : '';
  const [image] = onlyIfChanged;
  const when = image === undefined ? '' : ', if the image is another then';
  return `${kind}${where}${how}${when}`;
}

/** Why, in words: what is true of the whole pod is said of the pod. */
export function reasonOf({ because, subject }: Change): string {
  const ofPod = 'the pod is made anew';
  return subject.kind === 'Container' && because.startsWith(`${ofPod}: `) ? ofPod : because;
}

/** `db is healthy and migrate has completed`. */
export function waitsText(waits: readonly Wait[]): string {
  const words = {
    started: 'has started',
    healthy: 'is healthy',
    completed: 'has completed',
    stopped: 'has stopped',
  };
  const byState = new Map<Wait['until'], string[]>();
  for (const { service, container, until } of waits) {
    const name = service === '' ? container : service;
    const names = byState.get(until) ?? [];
    if (!names.includes(name)) byState.set(until, [...names, name]);
  }
  return listed(
    [...byState].map(([until, names]) =>
      names.length === 1
        ? `${names[0] ?? ''} ${words[until]}`
        : `${listed(names)} ${words[until].replace(/^is/u, 'are').replace(/^has/u, 'have')}`,
    ),
  );
}

/** `its pre_start hook`, `its 2 post_start hooks`, in the order in which they run. */
export function hooksText(hooks: readonly HookPoint[]): string {
  const points = [...new Set(hooks)];
  return listed(
    points.map((point) => {
      const count = hooks.filter((other) => other === point).length;
      return count === 1 ? `its ${point} hook` : `its ${count} ${point} hooks`;
    }),
  );
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** True for a change after which the thing is gone or does not run. */
export function isEnd({ kind }: Change): boolean {
  return kind === 'remove' || kind === 'stop' || kind === 'kill' || kind === 'pause';
}
