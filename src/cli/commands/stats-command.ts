import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';

/** Declares `stats`. */
export function statsCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (service, options) =>
    shell.handle(async (context) => (await import('./stats.ts')).run(context, { service, ...options })),
  );
}

/** Arguments and options of `stats`. */
export type StatsOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  readonly service: string | undefined;
};

function declaration() {
  return new Command('stats')
    .summary('show what containers use')
    .description('Shows how much of processor, memory, network and disks the containers use, until Ctrl-C.')
    .argument('[service]', 'only this service')
    .option('-a, --all', 'also containers that do not run')
    .option('--format <form>', '`table`, `json` or a Go template', 'table')
    .option('--no-stream', 'only once')
    .option('--no-trunc', 'print ids in full');
}
