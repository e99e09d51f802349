import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Json } from '../../lib/json.ts';
import { nearest } from '../../lib/nearest.ts';
import { requireName } from '../../machine/check-request.ts';
import type { ObservedMachine } from '../../machine/machine-spec.ts';
import { providers } from '../../machine/providers.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { formatTable } from '../table.ts';
import { describeMachine } from './describe.ts';
import { machineContext } from './machine-context.ts';

/** Prints what is known of one machine. */
export async function run(
  context: CommandContext,
  options: { readonly name: string; readonly format: 'table' | 'json' },
): Promise<number> {
  const name = requireName(options.name);
  const machine = machineContext(context, false);
  const machines: ObservedMachine[] = [];
  for (const provider of providers) machines.push(...(await provider.list(machine)));
  const found = machines.find(({ record }) => record.name === name);
  if (found === undefined) {
    const known = machines.map(({ record }) => record.name);
    throw new ToolError(diagnose('machine/unknown', { name, nearest: nearest(name, known), known }));
  }
  const description = describeMachine(found);
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
