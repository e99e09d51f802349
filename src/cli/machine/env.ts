import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
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
  readonly unset?: true | undefined;
}

const names = ['CONTAINER_HOST', 'DOCKER_HOST', 'CONTAINER_SSHKEY'] as const;

/** Prints what makes a shell use a machine's engine. */
export async function run(context: CommandContext, options: EnvOptions): Promise<number> {
  const shell = options.shell ?? shellOf(context.host);
  const { stdout } = context.streams;
  if (options.unset === true) {
    stdout.write(assignments(shell, new Map(names.map((name) => [name, undefined]))));
    return exitCode.done;
  }
  const { machine } = await findMachine(machineContext(context, false), options);
  const { engine, name } = machine;
  if (engine === undefined) throw new ToolError(diagnose('machine/not-running', { name }));
  stdout.write(
    assignments(
      shell,
      new Map([
        ['CONTAINER_HOST', engine.url],
        ['DOCKER_HOST', engine.url],
        ['CONTAINER_SSHKEY', engine.identity],
      ]),
    ),
  );
  return exitCode.done;
}
