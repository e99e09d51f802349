import { changeKinds } from './changes.ts';
import type { Change, ChangeKind } from './changes.ts';
import type { Plan } from './plan.ts';

/** What a plan comes to, each thing counted once, by the kind of its change. */
export type ChangeCounts = Readonly<Record<Exclude<ChangeKind, 'wait'>, number>> & {
  /** To be recreated only if a pull or build gives another image. */
  readonly perhapsRecreate: number;
  /** What stays as it is; images are not counted. */
  readonly unchanged: number;
};

/** Counts a plan's changes. */
export function countChanges(plan: Plan, changes: readonly Change[]): ChangeCounts {
  const isPerhaps = ({ onlyIfChanged }: Change) => onlyIfChanged.length > 0;
  const count = (kind: Change['kind']) =>
    changes.filter((change) => change.kind === kind && !isPerhaps(change)).length;
  const touched = new Set(
    changes.filter(({ kind }) => kind !== 'wait').map(({ subject }) => `${subject.kind} ${subject.name}`),
  );
  return {
    pull: count('pull'),
    build: count('build'),
    push: count('push'),
    create: count('create'),
    recreate: count('recreate'),
    perhapsRecreate: changes.filter(isPerhaps).length,
    reconnect: count('reconnect'),
    start: count('start'),
    restart: count('restart'),
    unpause: count('unpause'),
    pause: count('pause'),
    kill: count('kill'),
    stop: count('stop'),
    remove: count('remove'),
    unchanged: plan.unchanged.filter(
      ({ kind, name }) => kind !== 'image' && !touched.has(`${titled(kind)} ${name}`),
    ).length,
  };
}

/** `2 to create, 1 to recreate, 5 unchanged`; `nothing to do` where there is no change. */
export function formatChangeCounts(counts: ChangeCounts): string {
  const { unchanged, perhapsRecreate, ...sure } = counts;
  const parts = changeKinds.flatMap((kind) =>
    kind === 'wait' || sure[kind] === 0 ? [] : [`${sure[kind]} to ${kind}`],
  );
  if (perhapsRecreate > 0) parts.push(`${perhapsRecreate} to recreate if the image is another then`);
  if (parts.length === 0) parts.push('nothing to do');
  if (unchanged > 0) parts.push(`${unchanged} unchanged`);
  return parts.join(', ');
}

function titled(kind: string): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}
