import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { parseIndex } from '../parse-index.ts';

/** Declares `cp`. */
export function cpCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (source, target, options) =>
    shell.handle(async (context) => (await import('./cp.ts')).run(context, { source, target, ...options })),
  );
}

/** Arguments and options of `cp`. */
export type CpOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  readonly source: string;
  readonly target: string;
};

function declaration() {
  return new Command('cp')
    .summary('copy files to or from containers')
    .description(
      'Copies a file or folder between here and a service: to all of its containers, or from the first. `-` is a tar archive on standard input or output.',
    )
    .argument('<source>', '`PATH`, `SERVICE:PATH` or `-`')
    .argument('<target>', '`PATH`, `SERVICE:PATH` or `-`')
    .option('-a, --archive', 'keep owners')
    .option('-L, --follow-link', 'copy what a link leads to')
    .addOption(new Option('--all', 'also containers of `run`'))
    .addOption(new Option('--index <n>', 'the replica').argParser(parseIndex));
}
