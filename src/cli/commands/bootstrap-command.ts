import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';

/** Declares `bootstrap`. */
export function bootstrapCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (services, options) =>
    shell.handle(async (context) =>
      (await import('../bootstrap/bootstrap.ts')).run(context, { services, ...options }),
    ),
  );
}

/** Arguments and options of `bootstrap`. */
export type BootstrapOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  readonly services: readonly string[];
};

function declaration() {
  return new Command('bootstrap')
    .summary('from nothing to a running project: an engine, its settings, and `up`')
    .description(
      'Mends what `doctor` finds, gets an engine (the one that is there, Podman from the package manager, or a machine), makes the machine as `x-podman.machine` says, makes `.env` from `.env.example` where it is missing, and brings the project up. Does nothing that is done already.',
    )
    .argument('[service...]', 'only these services and what they depend on')
    .option('-y, --yes', 'do not ask');
}
