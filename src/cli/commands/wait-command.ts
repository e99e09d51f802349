import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';

/** Declares `wait`. */
export function waitCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (services, options) =>
    shell.handle(async (context) =>
      (await import('./wait.ts')).run(context, { targets: services, ...options }),
    ),
  );
}

/** Arguments and options of `wait`. */
export type WaitOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  /** Services named on the command line. */
  readonly targets: readonly string[];
};

function declaration() {
  return new Command('wait')
    .summary('wait until containers end')
    .description(
      'Returns when all containers of the services have ended, with the exit status of the one that ended last.',
    )
    .argument('<service...>', 'the services')
    .option('--down-project', 'then take the whole project down');
}
