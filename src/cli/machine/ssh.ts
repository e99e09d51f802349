import { requireName } from '../../machine/check-request.ts';
import { providerNamed } from '../../machine/providers.ts';
import type { CommandContext } from '../context.ts';
import { machineContext } from './machine-context.ts';

/** Runs a command or a shell in a machine; its status is ours. */
export async function run(
  context: CommandContext,
  options: { readonly name: string; readonly command: readonly string[] },
): Promise<number> {
  const machine = machineContext(context, false);
  // On a terminal Ctrl-C reaches the command itself, which decides what it means.
  const isOnTerminal = context.streams.stdout.isTerminal || context.streams.stderr.isTerminal;
  const signal = isOnTerminal ? new AbortController().signal : context.signal;
  return providerNamed('rootfs').shell({ ...machine, signal }, requireName(options.name), options.command);
}
