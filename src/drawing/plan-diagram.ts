import type { Change, ChangeKind } from '../planner/changes.ts';
import { formatChangeCounts } from '../planner/count-changes.ts';
import type { Arrow, ArrowKind, Box, Diagram, Frame, Tone } from './diagram.ts';
import type { PlanView } from './plan-view.ts';
import { hooksText, isEnd, makeNames, reasonOf, verbOf } from './plan-words.ts';

/**
 * A plan as a picture: what is made ready, each service with what becomes of it and why, what goes. Arrows lead from what
 * happens first to what waits for it.
 */
export function planDiagram(view: PlanView): Diagram {
  const { plan, changes } = view;
  const nameOf = makeNames(plan, changes);
  const shown = changes.map((change) => ({ change, frame: frameOf(change) }));
  const containers = changes.filter(({ subject }) => subject.kind === 'Container');
  const ids = new Map(containers.map((change) => [change.subject.name, idOf(change)]));
  const frames = frameTitles.filter(({ id }) => shown.some(({ frame }) => frame === id));
  return {
    title: `${view.title}: ${formatChangeCounts(view.counts)}`,
    description: view.announcements.join('; '),
    frames,
    boxes: shown.map(({ change, frame }) => boxOf(change, frame, nameOf(change))),
    arrows: changes.flatMap((change) => arrowsTo(change, ids)),
    networks: [],
    words: {
      started: 'starts once the other has started',
      healthy: 'starts once the other is healthy',
      completed: 'starts once the other has completed',
      uses: 'uses the other',
      stopped: 'stops once the other has stopped',
    },
  };
}

const frameTitles: readonly Frame[] = [
  { id: 'first', title: 'Made ready first', detail: '', isPod: false, networks: [] },
  { id: 'pod', title: 'Made in the pod', detail: '', isPod: true, networks: [] },
  { id: 'services', title: 'Services', detail: '', isPod: false, networks: [] },
  { id: 'gone', title: 'Stopped and removed', detail: '', isPod: false, networks: [] },
];

function frameOf(change: Change): string {
  const { subject, place } = change;
  if (isEnd(change)) return 'gone';
  if (subject.kind !== 'Container') return 'first';
  return place === 'pod' ? 'pod' : 'services';
}

function boxOf(change: Change, frame: string, name: string): Box {
  const { subject } = change;
  const isContainer = subject.kind === 'Container';
  return {
    id: idOf(change),
    frame,
    shape: subject.kind === 'Volume' || subject.kind === 'Image' ? 'store' : 'service',
    tone: tones[change.kind],
    title: isContainer ? name : subject.name,
    tags: isContainer ? [] : [subject.kind.toLowerCase()],
    lines:
      change.kind === 'wait'
        ? [{ about: 'note', text: 'stays as it is' }]
        : [
            { about: 'note', text: verbOf(change) },
            { about: 'note', text: reasonOf(change) },
            ...(change.hooks.length === 0
              ? []
              : [{ about: 'note' as const, text: `runs ${hooksText(change.hooks)}` }]),
          ],
    networks: [],
  };
}

function arrowsTo(change: Change, ids: ReadonlyMap<string, string>): readonly Arrow[] {
  return change.waits.flatMap(({ container, until }) => {
    const from = ids.get(container);
    const kind: ArrowKind = until;
    return from === undefined ? [] : [{ from, to: idOf(change), kind, label: undefined }];
  });
}

function idOf({ subject, kind }: Change): string {
  // An image may be built and then pushed.
  if (kind === 'push') return `push:${subject.name}`;
  return `${subject.kind.toLowerCase()}:${subject.name}`;
}

const tones: Readonly<Record<ChangeKind, Tone>> = {
  pull: 'add',
  build: 'add',
  push: 'add',
  create: 'add',
  recreate: 'change',
  reconnect: 'change',
  start: 'add',
  unpause: 'add',
  pause: 'remove',
  kill: 'remove',
  restart: 'change',
  stop: 'remove',
  remove: 'remove',
  wait: 'keep',
};
