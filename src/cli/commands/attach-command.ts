import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { noFlag } from '../no-flag.ts';
import { parseIndex } from '../parse-index.ts';
import { defaultDetachKeys } from '../session/detach-keys.ts';

/** Declares `attach`. */
export function attachCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (service, options) =>
    shell.handle(async (context) => (await import('./attach.ts')).run(context, { service, ...options })),
  );
}

/** Arguments and options of `attach`. */
export type AttachOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  readonly service: string;
};

function declaration() {
  return new Command('attach')
    .summary('connect with a running container')
    .description(
      'Connects this terminal with the process that a container was started with. Ctrl-C goes to the container; `ctrl-p,ctrl-q` lets go of it.',
    )
    .argument('<service>', 'the service')
    .option('--detach-keys <keys>', 'keys that let go of it', defaultDetachKeys)
    .addOption(new Option('--index <n>', 'the replica').argParser(parseIndex))
    .addOption(noFlag('stdin', 'leave standard input out'))
    .addOption(
      new Option('--sig-proxy <is>', 'send signals on to it')
        .choices(['true', 'false'] as const)
        .default('true' as const),
    );
}
