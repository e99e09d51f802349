import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';

/** Declares `top`. */
export function topCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (services, options) =>
    shell.handle(async (context) =>
      (await import('./top.ts')).run(context, { targets: services, ...options }),
    ),
  );
}

/** Arguments and options of `top`. */
export type TopOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  /** Services named on the command line. */
  readonly targets: readonly string[];
};

function declaration() {
  return new Command('top')
    .summary('list the processes in containers')
    .description('Lists the processes in the running containers.')
    .argument('[service...]', 'only these services');
}
