import type { Json } from '../../lib/json.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { formatTable } from '../table.ts';
import { describeMachine } from './describe.ts';
import type { MachineChoice } from './find-machine.ts';
import { findMachine } from './find-machine.ts';
import { machineContext } from './machine-context.ts';

/** Prints what is known of one machine. */
export async function run(
  context: CommandContext,
  options: MachineChoice & { readonly format: 'table' | 'json' },
): Promise<number> {
  const { machine } = await findMachine(machineContext(context, false), options);
  const description = describeMachine(machine);
  const { stdout } = context.streams;
  if (options.format === 'json') stdout.write(`${JSON.stringify(description, undefined, 2)}\n`);
  else stdout.write(formatTable(Object.entries(description).map(([key, value]) => [key, words(value)])));
  return exitCode.done;
}

function words(value: Json | undefined): string {
  if (Array.isArray(value)) return value.length === 0 ? '-' : value.map((one: Json) => words(one)).join(' ');
  if (value === null || value === undefined || value === '') return '-';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
