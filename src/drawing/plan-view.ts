import { changesOf } from '../planner/changes.ts';
import type { Change } from '../planner/changes.ts';
import { countChanges } from '../planner/count-changes.ts';
import type { ChangeCounts } from '../planner/count-changes.ts';
import type { Plan } from '../planner/plan.ts';
import { announcementsOf } from './announcements.ts';
import { makeNames } from './plan-words.ts';

/** A plan with what every form of showing it needs. */
export interface PlanView {
  /** What it is the plan of: `up of project shop`. */
  readonly title: string;
  readonly command: string;
  readonly plan: Plan;
  readonly changes: readonly Change[];
  readonly counts: ChangeCounts;
  /** What to know beforehand, each a sentence without a period. */
  readonly announcements: readonly string[];
}

/** Reads a plan as changes. `notes` are what the command itself has to say beforehand. */
export function viewPlan(plan: Plan, command: string, notes: readonly string[] = []): PlanView {
  const changes = changesOf(plan);
  return {
    title: `${command} of project ${plan.project}`,
    command,
    plan,
    changes,
    counts: countChanges(plan, changes),
    announcements: [...notes, ...announcementsOf(changes, makeNames(plan, changes))],
  };
}
