import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { planFormatOption } from '../plan/plan-options.ts';
import { parseSignal } from '../signal.ts';

/** Declares `kill`. */
export function killCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (services, options) =>
    shell.handle(async (context) =>
      (await import('./kill.ts')).run(context, { targets: services, ...options }),
    ),
  );
}

/** Arguments and options of `kill`. */
export type KillOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  /** Services named on the command line. */
  readonly targets: readonly string[];
};

function declaration() {
  return new Command('kill')
    .summary('send a signal to running containers')
    .description('Sends a signal to the containers of the services that run, and waits for nothing.')
    .argument('[service...]', 'only these services')
    .addOption(
      new Option('-s, --signal <signal>', 'the signal, by name or number')
        .argParser(parseSignal)
        .default('SIGKILL'),
    )
    .option('--remove-orphans', 'also containers of services that the file does not have')
    .addOption(planFormatOption('form of the plan that `--dry-run` shows'));
}
