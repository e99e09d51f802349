import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import { pullOption } from '../pull-option.ts';
import type { Shell } from '../context.ts';
import { noFlag } from '../no-flag.ts';
import { planFormatOption } from '../plan/plan-options.ts';
import { collectScale } from '../scale.ts';

/** Declares `create`. */
export function createCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (services, options) =>
    shell.handle(async (context) =>
      (await import('./create.ts')).run(context, { targets: services, ...options }),
    ),
  );
}

/** Arguments and options of `create`. */
export type CreateOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  /** Services named on the command line. */
  readonly targets: readonly string[];
};

function declaration() {
  return new Command('create')
    .summary('create what the compose file describes, without starting it')
    .description(
      'Builds, pulls and creates what is missing or has changed, as `up` does, and starts nothing: `start` does that.',
    )
    .argument('[service...]', 'only these services and what they depend on')
    .option('--build', 'build images first, also those that exist')
    .addOption(noFlag('build', 'do not build; fail where an image is missing'))
    .addOption(pullOption())
    .option('--quiet-pull', 'show no progress of pulls')
    .option('--force-recreate', 'recreate containers that have not changed')
    .addOption(noFlag('recreate', 'leave containers that exist as they are'))
    .addOption(
      new Option('--scale <service=n>', 'number of replicas of a service; repeatable').argParser(
        collectScale,
      ),
    )
    .option('--remove-orphans', 'remove containers of services that the file no longer has')
    .option('-y, --yes', 'answer every question with yes')
    .addOption(planFormatOption('form of the plan that `--dry-run` shows'));
}
