import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Machine } from '../../machine/machine.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import type { ShellName } from './assignments.ts';
import { assignments, shellOf } from './assignments.ts';
import type { MachineChoice } from './find-machine.ts';
import { findMachine } from './find-machine.ts';
import { machineContext } from './machine-context.ts';

/** Arguments and options of `machine env`. */
export interface EnvOptions extends MachineChoice {
  readonly shell?: ShellName | undefined;
  readonly format: 'shell' | 'json';
  readonly unset?: true | undefined;
}

const names = ['CONTAINER_HOST', 'DOCKER_HOST', 'CONTAINER_SSHKEY'] as const;

/** Prints what makes a shell use a machine's engine. */
export async function run(context: CommandContext, options: EnvOptions): Promise<number> {
  const variables =
    options.unset === true
      ? new Map(names.map((name) => [name, undefined]))
      : variablesOf((await findMachine(machineContext(context, false), options)).machine);
  const text =
    options.format === 'json'
      ? `${JSON.stringify(Object.fromEntries([...variables].map(([name, value]) => [name, value ?? null])), undefined, 2)}\n`
      : assignments(options.shell ?? shellOf(context.host), variables);
  context.streams.stdout.write(text);
  return exitCode.done;
}

function variablesOf({ engine, name }: Machine): ReadonlyMap<string, string | undefined> {
  if (engine === undefined) throw new ToolError(diagnose('machine/not-running', { name }));
  return new Map([
    ['CONTAINER_HOST', engine.url],
    ['DOCKER_HOST', engine.url],
    ['CONTAINER_SSHKEY', engine.identity],
  ]);
}
