import type { PackageManager } from '../package-manager.ts';
import { installationOf, isOfUser, reinstallationOf } from '../package-manager.ts';
import type { FixStep } from './check.ts';

/** One thing that is done as it stands here: what a step of a fix is on this host. */
export type Action =
  | {
      readonly kind: 'run';
      readonly command: readonly string[];
      readonly by: 'root' | 'user';
    }
  | Exclude<FixStep, { kind: 'install' | 'run' }>;

/** The actions of steps. All packages are installed at once, and first: other steps may need what they bring. */
export function actionsOf(steps: readonly FixStep[], manager: PackageManager | undefined): readonly Action[] {
  const installs = steps.filter((step) => step.kind === 'install');
  const names = (isAgain: boolean) => [
    ...new Set(installs.filter((step) => step.isAgain === isAgain).flatMap((step) => step.packages)),
  ];
  const by = manager !== undefined && isOfUser(manager) ? 'user' : 'root';
  const missing = names(false);
  const lost = names(true).filter((name) => !missing.includes(name));
  const commands =
    manager === undefined
      ? []
      : [
          ...(missing.length === 0 ? [] : installationOf(manager, missing)),
          ...(lost.length === 0 ? [] : reinstallationOf(manager, lost)),
        ];
  const rest = steps.filter((step) => step.kind !== 'install');
  return unique([...commands.map((command): Action => ({ kind: 'run', command, by })), ...rest]);
}

/** True for what `--fix` can do. */
export function isDoable(step: FixStep | Action): boolean {
  return step.kind !== 'advice';
}

function unique(actions: readonly Action[]): readonly Action[] {
  const seen = new Set<string>();
  return actions.filter((action) => {
    const key = JSON.stringify(action);
    return !seen.has(key) && seen.add(key);
  });
}
