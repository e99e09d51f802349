import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { noFlag } from '../no-flag.ts';
import { parseYes } from '../parse-yes.ts';

/** Declares `watch`. */
export function watchCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (targets, options) =>
    shell.handle(async (context) => (await import('./watch.ts')).run(context, { targets, ...options })),
  );
}

/** Arguments and options of `watch`. */
export type WatchOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  /** Services named on the command line; empty is all. */
  readonly targets: readonly string[];
};

function declaration() {
  return new Command('watch')
    .summary('carry changes of files into the services while you work')
    .description(
      'Starts the project and then does, whenever files change, what `develop.watch` of the services says: copies them into the containers (`sync`), restarts, or builds the image anew. Goes on until Ctrl-C; the services stay.',
    )
    .argument('[service...]', 'only these services and what they depend on')
    .addOption(noFlag('up', 'watch only; do not build and start the services first'))
    .addOption(
      new Option('--prune [yes]', 'remove images that a rebuild has replaced')
        .default(true)
        .argParser(parseYes),
    )
    .option('--quiet', 'show no progress of builds');
}
