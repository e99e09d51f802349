import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { parseBytes } from '../../parser/normalize/bytes.ts';
import type { Shell } from '../context.ts';
import { collect, progressModes } from '../globals.ts';
import { noFlag } from '../no-flag.ts';
import { planFormatOption } from '../plan/plan-options.ts';

/** Declares `build`. */
export function buildCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (services, options) =>
    shell.handle(async (context) =>
      (await import('./build.ts')).run(context, { targets: services, ...options }),
    ),
  );
}

/** Arguments and options of `build`. */
export type BuildOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  /** Services named on the command line. */
  readonly targets: readonly string[];
};

function declaration() {
  const command = new Command('build')
    .summary('build the images of services')
    .description(
      'Builds the images of all services that have `build`, also those that are here already. Logins of `podman login` and `docker login` are used for what the images are built from.',
    )
    .argument('[service...]', 'only these services')
    .addOption(
      new Option(
        '--build-arg <name[=value]>',
        'a build argument, over the file; without a value that of the environment; repeatable',
      ).argParser(collect),
    )
    .addOption(noFlag('cache', 'build every step anew'))
    .option('--pull', 'pull what the images are built from, also where it is here')
    .option('--push', 'push each image once it is built')
    .option('--with-dependencies', 'also the images of the services that these depend on')
    .addOption(
      new Option('-m, --memory <bytes>', 'most memory for what a build runs: `512m`, `2g`').argParser(
        parseMemory,
      ),
    )
    .option('-q, --quiet', 'show no progress and no output')
    .addOption(planFormatOption('form of the plan that `--dry-run` shows'));
  return command
    .addOption(new Option('--progress <mode>', 'as before the command').choices(progressModes).hideHelp())
    .addOption(new Option('--print', 'refused').hideHelp())
    .addOption(new Option('--check', 'refused').hideHelp())
    .addOption(new Option('--ssh <key>', 'ignored').hideHelp())
    .addOption(new Option('--builder <name>', 'ignored').hideHelp())
    .addOption(new Option('--provenance <mode>', 'ignored').hideHelp())
    .addOption(new Option('--sbom <mode>', 'ignored').hideHelp())
    .addOption(new Option('--compress', 'ignored').hideHelp())
    .addOption(new Option('--force-rm', 'ignored').hideHelp())
    .addOption(new Option('--parallel', 'ignored').hideHelp())
    .addOption(noFlag('rm', 'ignored').hideHelp());
}

function parseMemory(value: string): number {
  const bytes = parseBytes(value);
  if (bytes === undefined || bytes <= 0) throw new InvalidArgumentError('give a size such as `512m` or `2g`');
  return bytes;
}
