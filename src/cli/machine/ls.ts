import type { ObservedMachine } from '../../machine/machine-spec.ts';
import { providers } from '../../machine/providers.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { formatTable } from '../table.ts';
import { describeMachine } from './describe.ts';
import { machineContext } from './machine-context.ts';

/** Lists machines on stdout. */
export async function run(
  context: CommandContext,
  options: { readonly format: 'table' | 'json' },
): Promise<number> {
  const machine = machineContext(context, false);
  const machines: ObservedMachine[] = [];
  for (const provider of providers) machines.push(...(await provider.list(machine)));
  const { stdout } = context.streams;
  if (options.format === 'json') {
    stdout.write(`${JSON.stringify(machines.map(describeMachine), undefined, 2)}\n`);
    return exitCode.done;
  }
  const rows = machines.map(({ record, state, run: running }) => [
    record.name,
    record.provider,
    state,
    record.suite,
    record.network,
    running === undefined ? '-' : `unix://${running.socket}`,
  ]);
  stdout.write(formatTable([['NAME', 'PROVIDER', 'STATE', 'SUITE', 'NETWORK', 'ENGINE'], ...rows]));
  return exitCode.done;
}
