import type { Operation } from '../planner/plan.ts';

/** Steps whose progress is not shown. */
export type QuietSteps = ReadonlySet<Operation['kind']>;

/** What `--quiet-pull` and `--quiet-build` silence. */
export function quietSteps(options: {
  readonly quietPull?: boolean | undefined;
  readonly quietBuild?: boolean | undefined;
}): QuietSteps {
  return new Set([
    ...(options.quietPull === true ? (['pull-image'] as const) : []),
    ...(options.quietBuild === true ? (['build-image'] as const) : []),
  ]);
}
