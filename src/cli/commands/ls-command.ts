import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { collect } from '../globals.ts';

/** Declares `ls`. */
export function lsCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (options) =>
    shell.handle(async (context) => (await import('./ls.ts')).run(context, { ...options })),
  );
}

/** Options of `ls`. */
export type LsOptions = ReturnType<ReturnType<typeof declaration>['opts']>;

function declaration() {
  return new Command('ls')
    .summary('list projects')
    .description('Lists the projects whose containers run; with `-a` also those that have ended.')
    .option('-a, --all', 'also projects without a running container')
    .option('-q, --quiet', 'only names')
    .option('--format <form>', '`table`, `json` or a Go template', 'table')
    .addOption(
      new Option('--filter <name=regexp>', 'only projects whose name matches; repeatable').argParser(collect),
    );
}
