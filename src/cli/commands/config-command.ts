import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';

/** Declares `config`, also called `convert`. */
export function configCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (services, options) =>
    shell.handle(async (context) =>
      (await import('./config.ts')).run(context, { targets: services, ...options }),
    ),
  );
}

/** Arguments and options of `config`. */
export type ConfigOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  /** Services named on the command line. */
  readonly targets: readonly string[];
};

function declaration() {
  return new Command('config')
    .alias('convert')
    .summary('check the compose file and print it in full')
    .description(
      'Reads the compose files, merges them, fills in variables and prints the result, or one list of it.',
    )
    .argument('[service...]', 'only these services and what they depend on')
    .addOption(new Option('--format <form>', 'form of the output').choices(['yaml', 'json'] as const))
    .option('-q, --quiet', 'only check; print nothing')
    .option('-o, --output <path>', 'write to this file instead of standard output')
    .option('--services', 'print the names of the services, one on a line')
    .option('--volumes', 'print the names of the volumes')
    .option('--networks', 'print the names of the networks')
    .option('--images', 'print the images')
    .option('--models', 'print the names of the models')
    .option('--profiles', 'print the names of the profiles')
    .option('--variables', 'print the variables that the files use, with their defaults')
    .option('--environment', 'print the environment that variables are taken from')
    .option('--hash <services>', 'print the config hash of these services (comma list, `*` for all)')
    .option('--no-interpolate', 'leave variables as they are written')
    .option('--no-normalize', 'leave short forms and defaults as they are written')
    .option('--no-path-resolution', 'leave relative paths as they are written')
    .option('--no-consistency', 'skip the checks that span several keys')
    .option('--no-env-resolution', 'leave env_file as it is written')
    .option('--resolve-image-digests', 'pin images to the digests that their tags have now')
    .option('--lock-image-digests', 'print an override file that pins the images');
}
