import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import type { MachineChoice } from './find-machine.ts';
import { findMachine } from './find-machine.ts';
import { machineContext } from './machine-context.ts';

/** Arguments and options of `machine logs`. */
export interface LogOptions extends MachineChoice {
  readonly follow?: true | undefined;
  readonly journal?: true | undefined;
  readonly tail?: string | undefined;
}

/** Prints what a machine said when it booted, or with `--journal` what its system says. */
export async function run(context: CommandContext, options: LogOptions): Promise<number> {
  const machine = machineContext(context, false);
  const { provider, machine: found } = await findMachine(machine, options);
  const lines = options.tail ?? 'all';
  if (options.journal === true || options.follow === true) {
    const command = ['journalctl', '--no-pager', '--boot', '--lines', lines];
    const follow = options.follow === true ? ['--follow'] : [];
    return provider.shell(machine, found.name, {
      command: [...command, ...follow],
      user: undefined,
      hasTerminal: false,
    });
  }
  for (const file of await provider.logFiles(machine, found.name)) {
    if ((await context.host.files.stat(file)) === undefined) continue;
    const text = await context.host.files.readText(file);
    context.streams.stdout.write(lines === 'all' ? text : lastLines(text, Number(lines)));
  }
  return exitCode.done;
}

function lastLines(text: string, count: number): string {
  const lines = text.split('\n');
  const isEnded = lines.at(-1) === '';
  return lines.slice(-(count + (isEnded ? 1 : 0))).join('\n');
}
