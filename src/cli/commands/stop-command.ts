import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { planFormatOption } from '../plan/plan-options.ts';
import { stopTimeoutOption } from '../stop-timeout.ts';

/** Declares `stop`. */
export function stopCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (services, options) =>
    shell.handle(async (context) =>
      (await import('./stop.ts')).run(context, { targets: services, ...options }),
    ),
  );
}

/** Arguments and options of `stop`. */
export type StopOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  /** Services named on the command line. */
  readonly targets: readonly string[];
};

function declaration() {
  return new Command('stop')
    .summary('stop containers without removing them')
    .description(
      'Stops the containers of the services, those first that depend on others. Nothing is removed: `start` runs the same containers again.',
    )
    .argument('[service...]', 'only these services')
    .addOption(stopTimeoutOption())
    .addOption(planFormatOption('form of the plan that `--dry-run` shows'));
}
