import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { parseYes } from '../parse-yes.ts';

/** States that `--status` takes. */
const statuses = ['paused', 'restarting', 'removing', 'running', 'dead', 'created', 'exited'] as const;

/** Declares `ps`. */
export function psCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (services, options) =>
    shell.handle(async (context) =>
      (await import('./ps.ts')).run(context, { targets: services, ...options }),
    ),
  );
}

/** Arguments and options of `ps`. */
export type PsOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  /** Services named on the command line. */
  readonly targets: readonly string[];
};

function declaration() {
  return new Command('ps')
    .summary("list the project's containers")
    .description('Lists the containers of the project that run; with `-a` also those that do not.')
    .argument('[service...]', 'only these services')
    .option('-a, --all', 'also containers that do not run, and those of `run`')
    .option('-q, --quiet', 'only ids')
    .option('--services', 'only the names of services')
    .option('--format <form>', '`table`, `json` or a Go template', 'table')
    .addOption(
      new Option(
        '--status <state>',
        `only containers in this state (${statuses.join(', ')}); repeatable`,
      ).argParser(collectStatus),
    )
    .addOption(new Option('--filter <status=state>', 'only containers that match').argParser(collectFilter))
    .option('--no-trunc', 'print long values in full')
    .addOption(new Option('--orphans [yes]', 'also those').argParser(parseYes).hideHelp())
    .option('--no-orphans', 'leave out containers of services that the file does not have');
}

function collectStatus(value: string, previous: readonly string[] | undefined): readonly string[] {
  if (!statuses.some((status) => status === value)) {
    throw new InvalidArgumentError(`it is one of ${statuses.join(', ')}`);
  }
  return [...(previous ?? []), value];
}

function collectFilter(value: string, previous: readonly string[] | undefined): readonly string[] {
  const [, status] = /^status=(.+)$/u.exec(value) ?? [];
  if (status === undefined) throw new InvalidArgumentError('the only filter is `status=STATE`');
  return collectStatus(status, previous);
}
