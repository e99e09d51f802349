import type { PodmanClient } from '../../podman/client.ts';
import type { CommandContext } from '../context.ts';
import { tellDryRun } from '../dry-run.ts';
import { exitCode } from '../exit-code.ts';
import { converse } from '../session/converse.ts';
import { defaultDetachKeys, parseDetachKeys } from '../session/detach-keys.ts';
import { environmentArguments } from '../session/environment-arguments.ts';
import { findService, pickReplica } from '../session/find-container.ts';
import { signalCommand } from '../session/signal-command.ts';
import type { ExecOptions } from './exec-command.ts';

/** `selkie exec`. Gives the command's own status. */
export async function run(context: CommandContext, options: ExecOptions): Promise<number> {
  const { stdin, streams, signal } = context;
  const { service, index, command } = options;
  const { engine, known, replicas, oneOffs } = await findService(context, service);
  const { client } = engine;
  const candidates = index === undefined ? [...replicas, ...oneOffs] : replicas;
  const container = pickReplica(service, candidates, { index, isRunning: true });
  if (context.globals.isDryRun)
    return tellDryRun(context, `run ${command.join(' ')} in container ${container.name}`);
  const isDetached = options.detach === true;
  const isPlain = options.withoutTty === true || options.withoutTTY === true || options.T === true;
  const hasTty = !isDetached && !isPlain && stdin.isTerminal && streams.stdout.isTerminal;
  const id = await client.createExec(
    container.id,
    {
      command,
      environment: environmentArguments(context, known.project, options.env ?? []),
      user: options.user,
      workingDir: options.workdir,
      isPrivileged: options.privileged === true,
      hasTty,
      hasInput: !isDetached,
      hasOutput: !isDetached,
      detachKeys: defaultDetachKeys,
    },
    signal,
  );
  if (isDetached) {
    await client.startExecDetached(id, signal);
    return exitCode.done;
  }
  const size = hasTty ? streams.stdout.size() : undefined;
  const connection = await client.startExec(id, { tty: hasTty, size }, signal);
  const process = { isLost: false };
  const stopSignals = signalCommand(context, {
    client,
    container,
    exec: id,
    user: options.user,
    letGo: () => {
      process.isLost = true;
      connection.close();
    },
  });
  try {
    const ending = await converse(context, {
      connection,
      hasTty,
      hasInput: true,
      detachKeys: parseDetachKeys(defaultDetachKeys) ?? new Uint8Array(),
      resize: (newSize) => client.resizeExec(id, newSize),
    });
    if (process.isLost) return exitCode.interrupted;
    return ending === 'detached' ? exitCode.done : await statusOf(client, id, context);
  } catch (error) {
    if (process.isLost) return exitCode.interrupted;
    throw error;
  } finally {
    stopSignals();
  }
}

/** A process may close its output before it ends, and the engine needs a moment to notice an end. */
async function statusOf(client: PodmanClient, id: string, { host, signal }: CommandContext): Promise<number> {
  for (;;) {
    const state = await client.inspectExec(id, signal);
    if (!state.isRunning) return state.exitCode;
    await host.clock.sleep(20, signal);
  }
}
