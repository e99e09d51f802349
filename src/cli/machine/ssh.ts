import type { CommandContext } from '../context.ts';
import type { MachineChoice } from './find-machine.ts';
import { findMachine } from './find-machine.ts';
import { machineContext } from './machine-context.ts';

/** Arguments and options of `machine ssh`. */
export interface SshOptions extends MachineChoice {
  readonly command: readonly string[];
  readonly username?: string | undefined;
}

/** Runs a command or a shell in a machine; its status is ours. */
export async function run(context: CommandContext, options: SshOptions): Promise<number> {
  const machine = machineContext(context, false);
  const { provider, machine: found } = await findMachine(machine, options);
  // On a terminal Ctrl-C reaches the command itself, which decides what it means.
  const isOnTerminal = context.streams.stdout.isTerminal || context.streams.stderr.isTerminal;
  const signal = isOnTerminal ? new AbortController().signal : context.signal;
  const hasTerminal = context.streams.stdout.isTerminal && context.stdin.isTerminal;
  return provider.shell({ ...machine, signal }, found.name, {
    command: options.command,
    user: options.username,
    hasTerminal,
  });
}
