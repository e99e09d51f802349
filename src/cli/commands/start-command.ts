import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { planFormatOption } from '../plan/plan-options.ts';
import { parseSeconds } from '../seconds.ts';

/** Declares `start`. */
export function startCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (services, options) =>
    shell.handle(async (context) =>
      (await import('./start.ts')).run(context, { targets: services, ...options }),
    ),
  );
}

/** Arguments and options of `start`. */
export type StartOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  /** Services named on the command line. */
  readonly targets: readonly string[];
};

function declaration() {
  return new Command('start')
    .summary('start containers that are there')
    .description(
      'Starts the containers of the services and of what they depend on, as they are: none is made, and changes of the file are not applied.',
    )
    .argument('[service...]', 'only these services and what they depend on')
    .option('--wait', 'return when the services are healthy, or run where there is no check')
    .addOption(new Option('--wait-timeout <seconds>', 'longest time to wait').argParser(parseSeconds))
    .addOption(planFormatOption('form of the plan that `--dry-run` shows'));
}
