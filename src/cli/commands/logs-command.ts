import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { parseIndex } from '../parse-index.ts';

/** Declares `logs`. */
export function logsCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (services, options) =>
    shell.handle(async (context) =>
      (await import('./logs.ts')).run(context, { targets: services, ...options }),
    ),
  );
}

/** Arguments and options of `logs`. */
export type LogsOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  /** Services named on the command line. */
  readonly targets: readonly string[];
};

function parseTail(value: string): string {
  if (value !== 'all' && !/^\d+$/u.test(value)) throw new InvalidArgumentError('give a number or `all`');
  return value;
}

function declaration() {
  return new Command('logs')
    .summary('show the output of services')
    .description(
      'Shows what the services have written, each line with the name of its service; `-f` goes on.',
    )
    .argument('[service...]', 'only these services')
    .option('-f, --follow', 'go on with what they write from now on')
    .addOption(
      new Option('-n, --tail <lines>', 'only this many of the last lines of each container, or `all`')
        .argParser(parseTail)
        .default('all'),
    )
    .option('-t, --timestamps', 'put the time before each line')
    .option('--since <time>', 'only from this time on: a date, or how long ago (`10m`)')
    .option('--until <time>', 'only up to this time: a date, or how long ago (`10m`)')
    .option('--no-color', 'no colours')
    .option('--no-log-prefix', 'no service names before the lines')
    .addOption(new Option('--index <n>', 'only this replica of the service').argParser(parseIndex));
}
