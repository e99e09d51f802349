import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { parseIndex } from '../parse-index.ts';

/** Declares `export`. */
export function exportCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (service, options) =>
    shell.handle(async (context) => (await import('./export.ts')).run(context, { service, ...options })),
  );
}

/** Arguments and options of `export`. */
export type ExportOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  readonly service: string;
};

function declaration() {
  return new Command('export')
    .summary('write a container’s files')
    .description('Writes the whole file system of a container as a tar archive.')
    .argument('<service>', 'the service')
    .addOption(new Option('--index <n>', 'the replica').argParser(parseIndex))
    .option('-o, --output <path>', 'file to write, instead of standard output');
}
