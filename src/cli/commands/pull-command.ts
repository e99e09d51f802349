import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { planFormatOption } from '../plan/plan-options.ts';

/** Declares `pull`. */
export function pullCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (services, options) =>
    shell.handle(async (context) =>
      (await import('./pull.ts')).run(context, { targets: services, ...options }),
    ),
  );
}

/** Arguments and options of `pull`. */
export type PullOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  /** Services named on the command line. */
  readonly targets: readonly string[];
};

function declaration() {
  return new Command('pull')
    .summary('pull the images of services')
    .description(
      'Pulls the images of the services, also those that are here already. Logins of `podman login` and `docker login` are used.',
    )
    .argument('[service...]', 'only these services')
    .option('--ignore-buildable', 'leave out images that can be built')
    .option('--ignore-pull-failures', 'pull what can be pulled; the rest is a warning')
    .option('--include-deps', 'also the images of the services that these depend on')
    .addOption(
      new Option('--policy <policy>', 'when to pull, whatever the file says').choices([
        'missing',
        'always',
      ] as const),
    )
    .option('-q, --quiet', 'show no progress')
    .addOption(ignoredFlag('--parallel'))
    .addOption(ignoredFlag('--no-parallel'))
    .addOption(planFormatOption('form of the plan that `--dry-run` shows'));
}

/** docker compose has it as a word from before: pulls are always parallel. */
function ignoredFlag(flag: '--parallel' | '--no-parallel') {
  return new Option(flag, 'does nothing').hideHelp();
}
