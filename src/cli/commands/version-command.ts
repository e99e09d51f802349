import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';

/** Declares `version`. */
export function versionCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (options) =>
    shell.handle(async (context) => (await import('./version.ts')).run(context, options)),
  );
}

/** Options of `version`. */
export type VersionOptions = ReturnType<ReturnType<typeof declaration>['opts']>;

function declaration() {
  return new Command('version')
    .summary('print the version')
    .description(
      'Prints the version of Selkie and that of the docker compose that it does as. `info` also says which engine is used.',
    )
    .option('--short', 'only the number, which begins with that of docker compose')
    .addOption(new Option('-f, --format <form>', 'form of the output').choices(['pretty', 'json'] as const));
}
