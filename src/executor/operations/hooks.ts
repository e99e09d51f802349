import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { ContainerDesign } from '../../planner/container-design.ts';
import type { PodmanClient } from '../../podman/client.ts';
import type { LogFrame } from '../../podman/replies.ts';
import { isMissing } from '../engine-failure.ts';
import { anonymousVolumes } from '../inherit-volumes.ts';
import { lastLines } from '../last-output.ts';
import { hasEnded, look } from '../look.ts';
import { runInside } from '../run-inside.ts';
import { makeContainer } from './containers.ts';
import type { OperationOf, Run, Work } from './work.ts';

/** Runs the hook in the container and tells its output. */
export const runHook: Run<'run-hook'> = async (operation, work) => {
  const { container, point, isForRunning } = operation;
  const { client, signal } = work;
  const state = await look(client, work.containers.find(container), signal);
  const isRunning = state?.status === 'running' || state?.status === 'paused';
  if (state === undefined || !isRunning) {
    // One that has ended by itself needs no preparation for its stop.
    if (point === 'pre_stop' || isForRunning === true) return;
    const problem = 'the container has ended already';
    throw hookFailure(operation, work, { status: undefined, problem, lines: [] });
  }
  if (state.status === 'paused') await client.unpauseContainer(state.id);
  const lines = new OutputLines(work);
  let status: number;
  try {
    const { clock } = work.host;
    const onOutput = (frame: LogFrame) => lines.take(frame);
    status = await runInside(state.id, operation.hook, { client, clock, signal, onOutput });
    lines.end();
  } catch (error) {
    if (signal.aborted) throw error;
    const after = await look(client, state.id, signal);
    const hasGone = after === undefined || hasEnded(after);
    if ((point === 'pre_stop' || isForRunning === true) && hasGone) return;
    if (!(error instanceof ToolError)) throw error;
    const refusal = refusedCommand(error);
    if (refusal === undefined) throw error;
    throw hookFailure(operation, work, { ...refusal, lines: [] });
  }
  if (status !== 0) throw hookFailure(operation, work, { status, problem: '', lines: lines.last() });
};

/** Runs the hook in a container of its own to its end. */
export const runPreStart: Run<'run-pre-start'> = async (operation, work) => {
  const { container, index, runner } = operation;
  const { client, signal } = work;
  // What an earlier failure left for a look, or an interruption.
  await removeRunner(client, runner.name);
  const owner = await client.inspectContainer(work.containers.find(container), signal);
  const design: ContainerDesign = { ...runner, inheritedVolumes: anonymousVolumes(owner, runner.service) };
  const id = await makeContainer(design, work);
  const lines = new OutputLines(work);
  try {
    await client.startContainer(id);
    for await (const frames of client.containerLogs(id, { follow: true }, signal)) {
      for (const frame of frames) lines.take(frame);
    }
    lines.end();
    await client.waitContainer(id, ['exited', 'stopped'], signal);
  } catch (error) {
    await removeRunner(client, id);
    throw error;
  }
  const { exitCode } = await client.inspectContainer(id, signal);
  if (exitCode === 0) {
    await removeRunner(client, id);
    return;
  }
  const { service } = container;
  throw new ToolError(
    diagnose(
      'execute/pre-start-failed',
      { service, index, exitCode, container: runner.name, lines: lines.last() },
      work.project?.origins.find(['services', service, 'pre_start', index]),
    ),
  );
};

/** What a shell says of a command that is not there or may not be run. */
function refusedCommand({ diagnostics }: ToolError): { status: number; problem: string } | undefined {
  for (const { code } of diagnostics) {
    if (code === 'engine/command-not-found') return { status: 127, problem: 'the command is not there' };
    if (code === 'engine/command-denied') return { status: 126, problem: 'the command may not be run' };
  }
  return undefined;
}

function hookFailure(
  { container, point, index }: OperationOf<'run-hook'>,
  { project }: Work,
  how: { readonly status: number | undefined; readonly problem: string; readonly lines: readonly string[] },
): ToolError {
  return new ToolError(
    diagnose(
      'execute/hook-failed',
      { service: container.service, container: container.name, point, index, ...how },
      project?.origins.find(['services', container.service, point, index]),
    ),
  );
}

async function removeRunner(client: PodmanClient, container: string): Promise<void> {
  try {
    await client.removeContainer(container, { force: true, volumes: false, timeoutSeconds: 0 });
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

const newline = 0x0a;

/** Takes a process's output apart into lines and tells each; keeps the last ones for a failure. */
class OutputLines {
  readonly #work: Work;
  readonly #open = new Map<LogFrame['stream'], Buffer>();
  #last: readonly string[] = [];

  constructor(work: Work) {
    this.#work = work;
  }

  take({ stream, data }: LogFrame): void {
    let rest = Buffer.concat([this.#open.get(stream) ?? Buffer.alloc(0), data]);
    for (let at = rest.indexOf(newline); at !== -1; at = rest.indexOf(newline)) {
      this.#tell(stream, rest.subarray(0, at));
      rest = rest.subarray(at + 1);
    }
    this.#open.set(stream, rest);
  }

  /** The lines whose line break never came. */
  end(): void {
    for (const [stream, rest] of this.#open) if (rest.length > 0) this.#tell(stream, rest);
    this.#open.clear();
  }

  last(): readonly string[] {
    return this.#last;
  }

  #tell(stream: LogFrame['stream'], line: Buffer): void {
    this.#last = lastLines([...this.#last, line.toString('utf8')].join('\n'));
    this.#work.output(stream, Uint8Array.from(line));
  }
}
