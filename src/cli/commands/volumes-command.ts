import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';

/** Declares `volumes`. */
export function volumesCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (services, options) =>
    shell.handle(async (context) =>
      (await import('./volumes.ts')).run(context, { targets: services, ...options }),
    ),
  );
}

/** Arguments and options of `volumes`. */
export type VolumesOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  /** Services named on the command line. */
  readonly targets: readonly string[];
};

function declaration() {
  return new Command('volumes')
    .summary('list volumes')
    .description('Lists the volumes of the project.')
    .argument('[service...]', 'only volumes that these services mount')
    .option('-q, --quiet', 'only names')
    .option('--format <form>', '`table`, `json` or a Go template', 'table');
}
