import type { Change } from '../planner/changes.ts';
import { listed } from './plan-words.ts';

/** What of a plan somebody should know before it is carried out: who is away meanwhile and why, and which data goes. */
export function announcementsOf(
  changes: readonly Change[],
  nameOf: (change: Change) => string,
): readonly string[] {
  const found: string[] = [];
  const isContainer = ({ subject }: Change) => subject.kind === 'Container';
  const away = changes.filter((change) => isContainer(change) && change.isAwayMeanwhile);
  const pod = changes.find(({ subject, kind }) => subject.kind === 'Pod' && kind === 'recreate');
  if (pod !== undefined) {
    const inPod = away.filter(({ place }) => place === 'pod');
    const stops =
      inPod.length === 0
        ? ''
        : `; ${named(inPod, nameOf)} meanwhile, and cannot be put back should that fail`;
    found.push(`the pod ${pod.subject.name} is made anew, as ${pod.because}${stops}`);
  }
  for (const change of away) {
    if (pod !== undefined && change.place === 'pod') continue;
    found.push(`${nameOf(change)} stops before its new container can be made (${change.because})`);
  }
  for (const change of changes) {
    if (change.kind === 'restart') found.push(`${nameOf(change)} stops and starts again: ${change.because}`);
  }
  const volumes = changes.filter(({ subject, kind }) => subject.kind === 'Volume' && kind === 'remove');
  if (volumes.length > 0) {
    const names = listed(volumes.map(({ subject }) => subject.name));
    found.push(`the data in ${volumes.length === 1 ? 'volume' : 'volumes'} ${names} is lost`);
  }
  return found;
}

function named(changes: readonly Change[], nameOf: (change: Change) => string): string {
  return `${listed(changes.map(nameOf))} ${changes.length === 1 ? 'stops' : 'stop'}`;
}
