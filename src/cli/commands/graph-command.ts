import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';

/** Declares `graph`. */
export function graphCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (services, options) =>
    shell.handle(async (context) =>
      (await import('./graph.ts')).run(context, { targets: services, ...options }),
    ),
  );
}

/** Arguments and options of `graph`. */
export type GraphOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  /** Services named on the command line. */
  readonly targets: readonly string[];
};

function declaration() {
  return new Command('graph')
    .summary('draw the services and what they depend on')
    .description(
      'Draws the services of the compose file, where each will live, and what it publishes, mounts and depends on. No engine is needed.',
    )
    .argument('[service...]', 'only these services and what they depend on')
    .addOption(
      new Option('--format <form>', 'form of the picture')
        .choices(['svg', 'dot', 'mermaid', 'json', 'text'] as const)
        .default('svg' as const),
    )
    .option('-o, --output <path>', 'write to this file instead of standard output');
}
