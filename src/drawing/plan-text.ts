import { displayWidth, visibleText } from '../lib/visible-text.ts';
import type { Change } from '../planner/changes.ts';
import { formatChangeCounts } from '../planner/count-changes.ts';
import type { UnchangedResource } from '../planner/plan.ts';
import type { PlanView } from './plan-view.ts';
import { isEnd, makeNames, marks, hooksText, reasonOf, verbOf, waitsText } from './plan-words.ts';

/** How parts of the text look; each gives its text back unchanged where there are no colours. */
export interface PlanPaint {
  readonly heading: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly mark: (kind: Change['kind'], text: string) => string;
}

/** No colours. */
const plainPaint: PlanPaint = {
  heading: (text) => text,
  dim: (text) => text,
  warning: (text) => text,
  mark: (_, text) => text,
};

/**
 * A plan for people: what to know beforehand, what is made ready, what happens with each service in the order in which they
 * start (or stop), what goes, what stays, and who lives beside the pod. The counts come last, where a terminal stands.
 */
export function planText(view: PlanView, paint: PlanPaint = plainPaint): string {
  const { plan, changes, announcements } = view;
  const nameOf = makeNames(plan, changes);
  const isStart = (change: Change) => !isEnd(change);
  const isContainer = ({ subject }: Change) => subject.kind === 'Container';
  const isShown = ({ kind }: Change) => kind !== 'wait';
  const rows = (chosen: readonly Change[]) => changeRows(chosen.filter(isShown), nameOf, paint);
  const things = changes.filter((change) => !isContainer(change));
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['Beforehand', announcements.map((text) => `  ${paint.warning('!')} ${visibleText(text)}`)],
    ['Made ready first', rows(things.filter(isStart))],
    [
      'Services, in the order in which they start',
      rows(changes.filter((one) => isContainer(one) && isStart(one))),
    ],
    ['Stopped and removed', rows(leaving(changes))],
    ['Left as they are', unchangedRows(view)],
    ['Beside the pod', plan.placement.map(({ service, reason }) => visibleText(`  ${service}: ${reason}`))],
  ];
  const text = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `${[paint.heading(title), ...lines].join('\n')}\n\n`);
  return `${text.join('')}${paint.heading(`${view.title}:`)} ${formatChangeCounts(view.counts)}\n`;
}

/** Containers before what they used. */
function leaving(changes: readonly Change[]): readonly Change[] {
  const gone = changes.filter(isEnd);
  const isContainer = ({ subject }: Change) => subject.kind === 'Container';
  return [...gone.filter(isContainer), ...gone.filter((change) => !isContainer(change))];
}

/** One line for each change in columns, and a second one for what its start waits for. */
function changeRows(
  changes: readonly Change[],
  nameOf: (change: Change) => string,
  paint: PlanPaint,
): readonly string[] {
  const titleOf = (change: Change) =>
    change.subject.kind === 'Container'
      ? nameOf(change)
      : `${change.subject.kind.toLowerCase()} ${change.subject.name}`;
  const width = Math.min(40, Math.max(0, ...changes.map((change) => displayWidth(titleOf(change)))));
  return changes.flatMap((change) => {
    const title = titleOf(change);
    const gap = ' '.repeat(Math.max(0, width - displayWidth(title)));
    const mark = paint.mark(change.kind, marks[change.kind]);
    const first = `  ${mark} ${visibleText(`${title}${gap}  ${verbOf(change)}: ${reasonOf(change)}`)}`;
    const { waits, hooks } = change;
    const verb = isEnd(change) ? 'stops' : 'starts';
    const more = [
      ...(waits.length === 0 ? [] : [`${verb} when ${waitsText(waits)}`]),
      ...(hooks.length === 0 ? [] : [`runs ${hooksText(hooks)}`]),
    ];
    return [first, ...more.map((text) => paint.dim(`    ${' '.repeat(width)}  ${text}`))];
  });
}

/** Long lists are cut: that a thing stays is worth no line of its own. */
function unchangedRows({ plan, changes }: PlanView): readonly string[] {
  const changed = new Set(changes.filter(({ kind }) => kind !== 'wait').map(({ subject }) => subject.name));
  const kept = plan.unchanged.filter(({ kind, name }) => kind !== 'image' && !changed.has(name));
  const kinds = ['container', 'pod', 'network', 'volume', 'secret'] as const;
  return kinds.flatMap((kind) => {
    const names = kept.filter((one) => one.kind === kind).map(shortName);
    const shown = [...new Set(names)];
    return shown.length === 0 ? [] : [visibleText(`  = ${plural(kind, names.length)} ${shown.join(', ')}`)];
  });
}

function shortName({ name, service, isFinished }: UnchangedResource): string {
  return `${service ?? name}${isFinished === true ? ' (has completed)' : ''}`;
}

function plural(kind: string, count: number): string {
  return count === 1 ? kind : `${count} ${kind}s`;
}
