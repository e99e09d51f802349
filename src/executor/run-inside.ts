import type { Clock } from '../host/host.ts';
import type { Hook } from '../model/service.ts';
import type { PodmanClient } from '../podman/client.ts';
import { readFrames } from '../podman/frames.ts';
import type { LogFrame } from '../podman/replies.ts';

/** A command for a container that runs. */
export type InsideCommand = Pick<Hook, 'command' | 'user' | 'isPrivileged' | 'workingDir' | 'environment'>;

/** What it is run with. */
export interface InsideOptions {
  readonly client: PodmanClient;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Gets the output as it comes. */
  readonly onOutput: (frame: LogFrame) => void;
}

/** Runs a command in a running container to its end, without input, and gives its exit status. */
export async function runInside(
  container: string,
  { command, environment, user, workingDir, isPrivileged }: InsideCommand,
  { client, clock, signal, onOutput }: InsideOptions,
): Promise<number> {
  const exec = await client.createExec(
    container,
    {
      command,
      environment: [...environment].flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`])),
      user,
      workingDir,
      isPrivileged,
      hasTty: false,
      hasInput: false,
      hasOutput: true,
    },
    signal,
  );
  const connection = await client.startExec(exec, { tty: false, size: undefined }, signal);
  try {
    for await (const frame of readFrames(connection.output)) onOutput(frame);
  } finally {
    connection.close();
  }
  // The engine needs a moment to notice an end.
  for (;;) {
    const { isRunning, exitCode } = await client.inspectExec(exec, signal);
    if (!isRunning) return exitCode;
    await clock.sleep(20, signal);
  }
}
