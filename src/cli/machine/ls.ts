import { formatBinaryBytes } from '../../lib/format-bytes.ts';
import type { Machine, ProviderName } from '../../machine/machine.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { formatTable } from '../table.ts';
import { describeMachine } from './describe.ts';
import { listMachines } from './find-machine.ts';
import { machineContext } from './machine-context.ts';

/** Options of `machine ls`. */
export interface ListOptions {
  readonly format: 'table' | 'json';
  readonly provider?: ProviderName | undefined;
}

/** Lists machines on stdout. */
export async function run(context: CommandContext, options: ListOptions): Promise<number> {
  const machines = await listMachines(machineContext(context, false), options);
  const { stdout } = context.streams;
  if (options.format === 'json') {
    stdout.write(`${JSON.stringify(machines.map(describeMachine), undefined, 2)}\n`);
    return exitCode.done;
  }
  const heads = ['NAME', 'PROVIDER', 'STATE', 'CPUS', 'MEMORY', 'DISK', 'ENGINE'];
  stdout.write(formatTable([heads, ...machines.map(rowOf)]));
  return exitCode.done;
}

function rowOf({ name, provider, state, settings, engine }: Machine): readonly string[] {
  const { cpus, memoryBytes, diskBytes } = settings;
  const size = (bytes: number | undefined) => (bytes === undefined ? '-' : formatBinaryBytes(bytes));
  return [name, provider, state, String(cpus ?? '-'), size(memoryBytes), size(diskBytes), engine?.url ?? '-'];
}
