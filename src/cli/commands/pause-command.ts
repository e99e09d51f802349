import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { planFormatOption } from '../plan/plan-options.ts';

/** Declares `pause`. */
export function pauseCommand(shell: Shell): CommandUnknownOpts {
  return declaration('pause')
    .summary('freeze the processes of containers')
    .description('Freezes the running containers of the services; `unpause` lets them go on.')
    .action(async (services, options) =>
      shell.handle(async (context) =>
        (await import('./pause.ts')).pause(context, { targets: services, ...options }),
      ),
    );
}

/** Declares `unpause`. */
export function unpauseCommand(shell: Shell): CommandUnknownOpts {
  return declaration('unpause')
    .summary('let paused containers go on')
    .description('Lets the paused containers of the services go on.')
    .action(async (services, options) =>
      shell.handle(async (context) =>
        (await import('./pause.ts')).unpause(context, { targets: services, ...options }),
      ),
    );
}

/** Arguments and options of `pause` and `unpause`. */
export type PauseOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  /** Services named on the command line. */
  readonly targets: readonly string[];
};

function declaration(name: string) {
  return new Command(name)
    .argument('[service...]', 'only these services')
    .addOption(planFormatOption('form of the plan that `--dry-run` shows'));
}
