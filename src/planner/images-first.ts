import type { Project } from '../model/project.ts';
import type { ObservedState } from './observed.ts';
import type { Plan } from './plan.ts';

/**
 * The pulls and builds of a plan, when they have to be carried out before the rest can be planned; undefined when the plan
 * stands. An image that is not here yet may expose a port that another service of the pod has too, and only one can have it.
 */
export function imagesFirst(plan: Plan, project: Project, observed: ObservedState): Plan | undefined {
  const isUnknown = plan.operations.some(
    (operation) =>
      operation.kind === 'create-container' &&
      operation.container.place.kind === 'pod' &&
      !observed.images.has(operation.container.image),
  );
  if (!isUnknown || project.services.size < 2) return undefined;
  const ofImages = plan.operations.filter(({ kind }) => kind === 'pull-image' || kind === 'build-image');
  const ids = new Set(ofImages.map(({ id }) => id));
  const operations = ofImages.map((operation) => ({
    ...operation,
    after: operation.after.filter((id) => ids.has(id)),
  }));
  return { project: plan.project, operations, unchanged: [], placement: [] };
}
