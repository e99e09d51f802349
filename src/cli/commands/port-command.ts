import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { parseIndex } from '../parse-index.ts';

/** Declares `port`. */
export function portCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (service, port, options) =>
    shell.handle(async (context) => (await import('./port.ts')).run(context, { service, port, ...options })),
  );
}

/** Arguments and options of `port`. */
export type PortOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  readonly service: string;
  readonly port: string;
};

function declaration() {
  return new Command('port')
    .summary('print where a port is published')
    .description('Prints the address of the host that leads to a port of a service.')
    .argument('<service>', 'the service')
    .argument('<port>', 'port of the container')
    .addOption(new Option('--protocol <protocol>', 'its protocol').choices(['tcp', 'udp', 'sctp'] as const))
    .addOption(new Option('--index <n>', 'the replica').argParser(parseIndex));
}
