import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';

/** Declares `events`. */
export function eventsCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (services, options) =>
    shell.handle(async (context) =>
      (await import('./events.ts')).run(context, { targets: services, ...options }),
    ),
  );
}

/** Arguments and options of `events`. */
export type EventsOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  /** Services named on the command line. */
  readonly targets: readonly string[];
};

function declaration() {
  return new Command('events')
    .summary('show what happens to containers')
    .description('Shows what happens to the containers of the project, as it happens.')
    .argument('[service...]', 'only these services')
    .option('--json', 'one JSON object for each')
    .option('--since <time>', 'also what happened from this time on: a date, or how long ago (`10m`)')
    .option('--until <time>', 'end at this time');
}
