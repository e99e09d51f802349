import { diagnose } from '../../diagnostics/diagnostic.ts';
import { runInside } from '../../executor/run-inside.ts';
import type { PodmanClient } from '../../podman/client.ts';
import type { CommandContext } from '../context.ts';
import { enough } from './forward-signals.ts';

/** A command that `exec` runs. */
export interface RunningCommand {
  readonly client: PodmanClient;
  readonly container: { readonly id: string; readonly name: string };
  /** The id of the exec session. */
  readonly exec: string;
  /** Whose the command is: who may send it signals. */
  readonly user: string | undefined;
  /** Called when signals do not reach it: there is no use in staying. */
  readonly letGo: () => void;
}

/**
 * From now on signals go to the command and to all that it started; who asks a third time to end it wants it killed. The
 * engine has no call for that, so `kill` is run beside it. Gives the way back.
 */
export function signalCommand(context: CommandContext, running: RunningCommand): () => void {
  let asked = 0;
  let last = Promise.resolve();
  return context.divertSignals((signal) => {
    if (signal === 'SIGINT' || signal === 'SIGTERM') asked++;
    const wanted = asked >= enough ? 'SIGKILL' : signal;
    last = last.then(async () => {
      if (await send(context, running, wanted)) return;
      context.report([diagnose('cli/command-unreachable', { container: running.container.name, signal })]);
      running.letGo();
    });
  });
}

/** Resolves to whether the command got it, or needs none any more. */
async function send(
  { host }: CommandContext,
  { client, container, exec, user }: RunningCommand,
  signal: NodeJS.Signals,
): Promise<boolean> {
  try {
    const pid = await pidInside(client, container.id, exec);
    if (pid === undefined) return true;
    const kill = ['kill', '-s', signal.replace(/^SIG/u, '')];
    // Busybox's knows no `--`, others want it, and some images have only the one of their shell.
    const inShell = ['sh', '-c', '"$@"', 'sh', ...kill, '--', `-${pid}`];
    for (const command of [[...kill, `-${pid}`], [...kill, '--', `-${pid}`], inShell]) {
      const status = await runInside(
        container.id,
        { command, user, environment: new Map(), workingDir: undefined, isPrivileged: false },
        { client, clock: host.clock, signal: new AbortController().signal, onOutput: () => undefined },
      ).catch(() => undefined);
      if (status === 0 || !(await client.inspectExec(exec)).isRunning) return true;
    }
    return false;
  } catch {
    return false;
  }
}

/** The command's number in its container, or undefined when it has ended. */
async function pidInside(client: PodmanClient, container: string, exec: string): Promise<string | undefined> {
  const { isRunning, hostPid } = await client.inspectExec(exec);
  if (!isRunning) return undefined;
  const { processes } = await client.topContainer(container, ['hpid', 'pid']);
  return processes.find(([outside]) => outside === String(hostPid))?.[1];
}
