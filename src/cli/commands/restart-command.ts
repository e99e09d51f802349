import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { noFlag } from '../no-flag.ts';
import { planFormatOption } from '../plan/plan-options.ts';
import { stopTimeoutOption } from '../stop-timeout.ts';

/** Declares `restart`. */
export function restartCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (services, options) =>
    shell.handle(async (context) =>
      (await import('./restart.ts')).run(context, { targets: services, ...options }),
    ),
  );
}

/** Arguments and options of `restart`. */
export type RestartOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  /** Services named on the command line. */
  readonly targets: readonly string[];
};

function declaration() {
  return new Command('restart')
    .summary('stop containers and start them again')
    .description(
      'Stops the containers of the services and starts the same ones again; changes of the file are not applied. A service that depends on one of them with `restart: true` follows.',
    )
    .argument('[service...]', 'only these services')
    .addOption(noFlag('deps', 'leave alone what depends on them with `restart: true`'))
    .addOption(stopTimeoutOption())
    .addOption(planFormatOption('form of the plan that `--dry-run` shows'));
}
