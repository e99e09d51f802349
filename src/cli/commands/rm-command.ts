import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { planFormatOption } from '../plan/plan-options.ts';

/** Declares `rm`. */
export function rmCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (services, options) =>
    shell.handle(async (context) =>
      (await import('./rm.ts')).run(context, { targets: services, ...options }),
    ),
  );
}

/** Arguments and options of `rm`. */
export type RmOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  /** Services named on the command line. */
  readonly targets: readonly string[];
};

function declaration() {
  return new Command('rm')
    .summary('remove containers that have ended')
    .description(
      'Removes the containers of the services that do not run, after asking. Networks and named volumes stay; `down` takes the whole project away.',
    )
    .argument('[service...]', 'only these services')
    .option('-f, --force', 'do not ask')
    .option('-s, --stop', 'stop those that run first, and remove them too')
    .option('-v, --volumes', 'also remove their anonymous volumes')
    .addOption(new Option('-a, --all', 'has no effect any more').hideHelp())
    .addOption(planFormatOption('form of the plan that `--dry-run` shows'));
}
