import type { ServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import type { ContainerRef, Plan } from './plan.ts';
import { PlanBuilder } from './plan-builder.ts';
import type { OperationDraft } from './plan-builder.ts';

/** What a service does inside its containers after their starts and before their stops. */
export type ContainerHooks = Pick<Service, 'postStart' | 'preStop'>;

type HooksOf = (container: ContainerRef) => ContainerHooks | undefined;

/**
 * Puts hooks into a plan: behind every start, so that what waits for the start waits for them too, and before every stop.
 * To be called when all other steps are there. `hooksOf` gives none for a container that has no part in them.
 */
export function addHooks(builder: PlanBuilder, hooksOf: HooksOf, { isOneOff = false } = {}): void {
  for (const [key, draft] of builder.drafts()) {
    if (draft.kind === 'start-container') addPostStart(builder, key, draft.container, hooksOf, isOneOff);
  }
  for (const [key, draft] of builder.drafts()) {
    if (draft.kind === 'stop-container') addPreStop(builder, key, draft.container, hooksOf);
  }
}

/** The plan of the hooks of a container that has just been started otherwise. */
export function planPostStart(
  projectName: string,
  container: ContainerRef,
  hooks: Pick<ContainerHooks, 'postStart'>,
): Plan {
  const builder = new PlanBuilder();
  addPostStart(builder, 'started', container, () => ({ ...hooks, preStop: [] }), true);
  return builder.build(projectName, []);
}

/** The hooks of a project's services, also of those that are off. */
export function hooksIn(
  project: Project | undefined,
): (container: Pick<ContainerRef, 'service'>) => ContainerHooks | undefined {
  return ({ service }) => {
    const name = service as ServiceName;
    return project?.services.get(name) ?? project?.disabledServices.get(name);
  };
}

function addPostStart(
  builder: PlanBuilder,
  key: string,
  container: ContainerRef,
  hooksOf: HooksOf,
  isOneOff: boolean,
): void {
  let last = key;
  for (const [index, hook] of (hooksOf(container)?.postStart ?? []).entries()) {
    const own = `post-start:${container.name}/${index}`;
    const because = 'it runs after the start';
    const what = { kind: 'run-hook', container, point: 'post_start', index, hook, because } as const;
    builder.addBehind(last, own, isOneOff ? { ...what, isForRunning: true } : what, isDependent);
    last = own;
  }
}

function addPreStop(builder: PlanBuilder, key: string, container: ContainerRef, hooksOf: HooksOf): void {
  const hooks = hooksOf(container)?.preStop ?? [];
  let next = key;
  for (const [index, hook] of [...hooks.entries()].reverse()) {
    const own = `pre-stop:${container.name}/${index}`;
    const because = 'it runs before the stop';
    builder.addBefore(next, own, { kind: 'run-hook', container, point: 'pre_stop', index, hook, because });
    next = own;
  }
}

/** A container whose hook fails runs all the same, so its predecessor goes and is not called back. */
function isDependent({ kind }: OperationDraft): boolean {
  return kind !== 'remove-container' && kind !== 'restore-container';
}
