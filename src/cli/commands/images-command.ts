import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';

/** Declares `images`. */
export function imagesCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (services, options) =>
    shell.handle(async (context) =>
      (await import('./images.ts')).run(context, { targets: services, ...options }),
    ),
  );
}

/** Arguments and options of `images`. */
export type ImagesOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  /** Services named on the command line. */
  readonly targets: readonly string[];
};

function declaration() {
  return new Command('images')
    .summary('list the images of containers')
    .description('Lists the images that the containers of the project were made from.')
    .argument('[service...]', 'only these services')
    .option('-q, --quiet', 'only ids')
    .option('--format <form>', '`table`, `json` or a Go template', 'table');
}
