import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { UpOptions } from '../commands/up-command.ts';

/** Pairs of options that contradict each other are refused, in docker compose's words. */
export function refuseConflicts(options: UpOptions): void {
  const conflicts = [
    [options.build, '--build', options.withoutBuild, '--no-build'],
    [options.forceRecreate, '--force-recreate', options.withoutRecreate, '--no-recreate'],
    [options.alwaysRecreateDeps, '--always-recreate-deps', options.withoutRecreate, '--no-recreate'],
    [options.renewAnonVolumes, '--renew-anon-volumes', options.withoutRecreate, '--no-recreate'],
    [options.detach, '--detach', options.abortOnContainerExit, '--abort-on-container-exit'],
    [options.detach, '--detach', options.abortOnContainerFailure, '--abort-on-container-failure'],
    [options.detach, '--detach', options.exitCodeFrom, '--exit-code-from'],
    [
      options.abortOnContainerFailure,
      '--abort-on-container-failure',
      options.abortOnContainerExit,
      '--abort-on-container-exit',
    ],
    [options.detach, '--detach', options.attach, '--attach'],
    [options.detach, '--detach', options.attachDependencies, '--attach-dependencies'],
    [options.attach, '--attach', options.attachDependencies, '--attach-dependencies'],
    [options.wait, '--wait', options.abortOnContainerExit, '--abort-on-container-exit'],
    [options.wait, '--wait', options.abortOnContainerFailure, '--abort-on-container-failure'],
    [options.wait, '--wait', options.attach, '--attach'],
    [options.wait, '--wait', options.attachDependencies, '--attach-dependencies'],
    [options.wait, '--wait', options.withoutStart, '--no-start'],
    [options.withoutBuild, '--no-build', options.watch, '--watch'],
    [options.detach, '--detach', options.watch, '--watch'],
    [options.wait, '--wait', options.watch, '--watch'],
    [options.withoutStart, '--no-start', options.watch, '--watch'],
  ] as const;
  for (const [isFirst, first, isSecond, second] of conflicts) {
    if (isFirst !== undefined && isSecond !== undefined) {
      throw new ToolError(diagnose('cli/option-conflict', { first, second }));
    }
  }
}
