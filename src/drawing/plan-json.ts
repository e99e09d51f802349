import { subjectOf } from '../planner/describe-operation.ts';
import type { PlanView } from './plan-view.ts';

/**
 * A plan for programs. Members are only ever added; each object has all of its members, null where nothing is known:
 *
 * - `command`, `project`
 * - `counts`: numbers by `pull`, `build`, `create`, `recreate`, `perhapsRecreate`, `reconnect`, `start`, `restart`, `unpause`,
 *   `pause`, `kill`, `stop`, `remove`, `unchanged`
 * - `isEmpty`: nothing is to do
 * - `announcements`: sentences on what stops or is lost meanwhile
 * - `changes`, one for each thing in the order in which they take hold: `action` (a name of `counts`, or `wait`),
 *   `resource`, `name`, `service` and `replica` (null for what is no container), `reason`, `place` of a new container
 *   (`pod`, `beside`, `join`, `mode`), `onlyIfChanged` (images), `isAwayMeanwhile`, `waits` (`service`, `container`,
 *   `until`), `hooks` (`pre_start`, `post_start`, `pre_stop`: one for each command), `steps` (numbers)
 * - `unchanged`: `resource`, `name`, `service`, `isFinished`
 * - `placement`: who lives beside the pod, each with `service` and `reason`
 * - `steps`, each one call or wait: `id`, `after` (numbers), `do`, `resource`, `name`, `reason`, `onlyIfChanged`
 *
 * What containers get (environment, commands, secrets) is not in it.
 */
export function planJson(view: PlanView): string {
  const { plan, changes } = view;
  const value = {
    command: view.command,
    project: plan.project,
    isEmpty: plan.operations.length === 0,
    counts: view.counts,
    announcements: view.announcements,
    changes: changes.map((change) => ({
      action: change.kind,
      resource: change.subject.kind.toLowerCase(),
      name: change.subject.name,
      service: change.service ?? null,
      replica: change.replica ?? null,
      reason: change.because,
      place: change.place ?? null,
      onlyIfChanged: change.onlyIfChanged,
      isAwayMeanwhile: change.isAwayMeanwhile,
      waits: change.waits,
      hooks: change.hooks,
      steps: change.steps,
    })),
    unchanged: plan.unchanged.map(({ kind, name, service, isFinished }) => ({
      resource: kind,
      name,
      service: service ?? null,
      isFinished: isFinished === true,
    })),
    placement: plan.placement,
    steps: plan.operations.map((operation) => {
      const { kind, name } = subjectOf(operation);
      return {
        id: operation.id,
        after: operation.after,
        do: operation.kind,
        resource: kind.toLowerCase(),
        name,
        reason: operation.because,
        onlyIfChanged: (operation.onlyIf ?? []).map(({ image }) => image),
      };
    }),
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
