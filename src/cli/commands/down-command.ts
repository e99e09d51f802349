import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { planFormatOption } from '../plan/plan-options.ts';
import type { PlanOptions } from '../plan/plan-options.ts';
import { stopTimeoutOption } from '../stop-timeout.ts';

/** Declares `down`. */
export function downCommand(shell: Shell): CommandUnknownOpts {
  const command = declareDown().addOption(planFormatOption('form of the plan that --dry-run prints'));
  return command.action(async (services, options) =>
    shell.handle(async (context) =>
      (await import('./down.ts')).run(context, { targets: services, ...options }),
    ),
  );
}

/** Arguments and options of `down`. */
export type DownOptions = ReturnType<ReturnType<typeof declareDown>['opts']> &
  PlanOptions & {
    /** Services named on the command line. */
    readonly targets: readonly string[];
  };

/** `down` without its action: `plan` has it too. */
export function declareDown() {
  return new Command('down')
    .summary('stop and remove what `up` made')
    .description(
      'Stops and removes the containers, the pod and the networks of the project. Volumes stay unless `-v` is given. With `-p NAME` and no file it works from the labels on the engine.',
    )
    .argument('[service...]', 'only these services and what depends on them')
    .option('-v, --volumes', 'also remove the volumes that the file declares, and anonymous ones')
    .addOption(new Option('--volume', 'the old name of --volumes').hideHelp())
    .option('--remove-orphans', 'also remove containers of services that the file does not have')
    .addOption(
      new Option(
        '--rmi <which>',
        'also remove images: `local` those without an `image:` key, `all` every one',
      ).choices(['local', 'all'] as const),
    )
    .addOption(stopTimeoutOption());
}
