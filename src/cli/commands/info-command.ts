import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';

/** Declares `info`. */
export function infoCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (options) =>
    shell.handle(async (context) => (await import('./info.ts')).run(context, options)),
  );
}

/** Options of `info`. */
export type InfoOptions = ReturnType<ReturnType<typeof declaration>['opts']>;

function declaration() {
  return new Command('info')
    .summary('say which engine is used, why, and what it can do')
    .addOption(
      new Option('--format <form>', 'form of the output')
        .choices(['text', 'json'] as const)
        .default('text' as const),
    );
}
