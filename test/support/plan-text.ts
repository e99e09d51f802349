import type { Project } from '../../src/model/project.ts';
import { formatPlan } from '../../src/planner/format-plan.ts';
import type { ObservedContainer, ObservedState } from '../../src/planner/observed.ts';
import type { Plan } from '../../src/planner/plan.ts';
import { reconcile } from '../../src/planner/reconcile.ts';
import type { ReconcileOptions } from '../../src/planner/reconcile-options.ts';
import { applyPlan } from './model-engine.ts';
import { emptyEngine, optionsFixture } from './project-fixture.ts';

/** The plan of an `up`; throws with the diagnostics where there is none. */
export function planOf(
  project: Project,
  state: ObservedState = emptyEngine(),
  options: Partial<ReconcileOptions> = {},
): Plan {
  const { value, diagnostics } = reconcile(project, state, optionsFixture(project, options), 0);
  if (value === undefined) throw new Error(JSON.stringify(diagnostics));
  return value;
}

/** What the engine has once a project's `up` has been carried out. */
export function running(project: Project, options: Partial<ReconcileOptions> = {}): ObservedState {
  return applyPlan(emptyEngine(), planOf(project, emptyEngine(), options), new Set());
}

/** The plan of an `up` as text, without the lines on placement. */
export function printed(
  project: Project,
  state: ObservedState,
  options: Partial<ReconcileOptions> = {},
): string {
  return formatPlan({ ...planOf(project, state, options), placement: [] });
}

/** The codes of what an `up` would find. */
export function found(
  project: Project,
  state: ObservedState,
  options: Partial<ReconcileOptions> = {},
): readonly string[] {
  return reconcile(project, state, optionsFixture(project, options), 0).diagnostics.map(({ code }) => code);
}

/** A state in which one container is otherwise. */
export function patched(
  state: ObservedState,
  name: string,
  changes: Partial<ObservedContainer>,
): ObservedState {
  return {
    ...state,
    containers: state.containers.map((it) => (it.name === name ? { ...it, ...changes } : it)),
  };
}
