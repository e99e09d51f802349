import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { planFormatOption } from '../plan/plan-options.ts';

/** Declares `push`. */
export function pushCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (services, options) =>
    shell.handle(async (context) =>
      (await import('./push.ts')).run(context, { targets: services, ...options }),
    ),
  );
}

/** Arguments and options of `push`. */
export type PushOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  /** Services named on the command line. */
  readonly targets: readonly string[];
};

function declaration() {
  return new Command('push')
    .summary('push the images that services build')
    .description(
      'Sends the images of services that have both `build` and `image`, all of their tags included, to the registries in their names. Logins of `podman login` and `docker login` are used.',
    )
    .argument('[service...]', 'only these services')
    .option('--ignore-push-failures', 'push what can be pushed; the rest is a warning')
    .option('--include-deps', 'also the images of the services that these depend on')
    .option('-q, --quiet', 'show no progress')
    .addOption(planFormatOption('form of the plan that `--dry-run` shows'));
}
