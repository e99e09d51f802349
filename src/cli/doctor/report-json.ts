import type { Action } from '../../machine/doctor/action.ts';
import { actionsOf } from '../../machine/doctor/action.ts';
import { actionLines } from '../../machine/doctor/action-words.ts';
import type { Result } from '../../machine/doctor/examine.ts';
import type { PackageManager } from '../../machine/package-manager.ts';

/** What a report is made from. */
export interface Report {
  readonly results: readonly Result[];
  /** Names of checks whose findings are gone. */
  readonly mended: readonly string[];
  /** Whoever reads is root. */
  readonly isRoot: boolean;
}

/** The report for programs: names and states stay as they are once they are out. */
export function reportJson({ results, mended, isRoot }: Report, manager: PackageManager | undefined): string {
  const described = results.map(({ check, verdict }) => ({
    name: check.name,
    group: check.group,
    state: verdict.state,
    found: verdict.found,
    why: check.why,
    fix: 'fix' in verdict ? actionsOf(verdict.fix, manager).map((action) => describe(action, isRoot)) : [],
  }));
  const isReady = !results.some(({ verdict }) => verdict.state === 'error');
  return `${JSON.stringify({ ready: isReady, mended, checks: described }, undefined, 2)}\n`;
}

function describe(action: Action, isRoot: boolean) {
  const lines = actionLines(action, !isRoot).map((line) => line.replace(/^\$ /, ''));
  return action.kind === 'advice' ? { kind: action.kind, text: action.text } : { ...action, shell: lines };
}
