import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { providers } from '../../machine/providers.ts';
import { startInTime } from '../../machine/start-in-time.ts';
import type { CommandContext, Engine } from '../context.ts';
import { ask } from './ask.ts';
import { tellRunning } from './describe.ts';
import type { FoundMachine } from './find-machine.ts';
import { machineContext } from './machine-context.ts';

/** What `up` knows of the machine it needs. */
export interface NeededMachine {
  /** The one that the compose file names. */
  readonly name: string | undefined;
  readonly isYes: boolean;
}

/**
 * After no engine could be reached: starts the machine that it is in, where there is one that is stopped, and connects again.
 * Asks first; where nobody answers, rejects with the failure, and says which machine to start.
 */
export async function startNeeded(
  context: CommandContext,
  failure: unknown,
  needed: NeededMachine,
): Promise<Engine> {
  if (!(failure instanceof ToolError) || context.globals.isDryRun) throw failure;
  const found = await neededMachine(context, failure.diagnostics, needed);
  if (found === undefined) throw failure;
  const { provider, machine } = found;
  const { name } = machine;
  if (!needed.isYes && !(await ask(context, `Machine ${name} is stopped. Start it?`))) {
    throw new ToolError([...failure.diagnostics, diagnose('machine/is-stopped', { name })], {
      cause: failure,
    });
  }
  tellRunning(context, name, await startInTime(machineContext(context, needed.isYes), provider, name));
  return context.connect();
}

/** The stopped machine whose engine was asked for; where none was asked for, the one there is. */
async function neededMachine(
  context: CommandContext,
  diagnostics: readonly Diagnostic[],
  { name }: NeededMachine,
): Promise<FoundMachine | undefined> {
  const machines = machineContext(context, false);
  const stopped: FoundMachine[] = [];
  for (const provider of providers) {
    // It was an engine that was looked for: what hinders a search for machines is not the matter here.
    const list = await provider.list(machines).catch(() => []);
    stopped.push(
      ...list.filter(({ state }) => state !== 'running').map((machine) => ({ provider, machine })),
    );
  }
  const wanted = diagnostics.map(addressOf).find((address) => address !== undefined);
  if (wanted !== undefined) {
    return stopped.find(({ machine }) => addressesOf(machine).some((one) => wanted.endsWith(one)));
  }
  if (!diagnostics.some(({ code }) => code === 'engine/none')) return undefined;
  if (name !== undefined) return stopped.find(({ machine }) => machine.name === name);
  return (
    stopped.find(({ provider, machine }) => machine.name === provider.defaultName) ??
    (stopped.length === 1 ? stopped[0] : undefined)
  );
}

/** Where the engine was looked for that someone chose. */
function addressOf(diagnostic: Diagnostic): string | undefined {
  if (diagnostic.code === 'engine/unreachable') return diagnostic.args.uri;
  return diagnostic.code === 'engine/ssh-failed' ? diagnostic.args.destination : undefined;
}

function addressesOf({ details }: FoundMachine['machine']): readonly string[] {
  const { apiSocket, sshPort } = details;
  return [
    ...(typeof apiSocket === 'string' ? [apiSocket] : []),
    ...(typeof sshPort === 'number' ? [`@127.0.0.1:${sshPort}`] : []),
  ];
}
