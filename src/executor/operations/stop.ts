import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { ContainerRef } from '../../planner/plan.ts';
import type { ContainerInspect } from '../../podman/replies.ts';
import { look } from '../look.ts';
import type { Run, Work } from './work.ts';

/** How long the engine may take to end a container that was killed. */
const killLimitMs = 20_000;

/** How long a container's stop keeps others from beginning. */
const turnMs = 300;

/** Stops the container. */
export const stopContainer: Run<'stop-container'> = ({ container, graceMs }, work) =>
  stop(container, graceMs, work);

/** Asks the container to end, waits, and kills it when the grace period is over (undefined: the container's own). */
export async function stop(container: ContainerRef, graceMs: number | undefined, work: Work): Promise<void> {
  const { client, features, signal } = work;
  const id = work.containers.find(container);
  const state = await look(client, id, signal);
  if (state === undefined || !isAlive(state.status)) return;
  // A paused process takes no signal.
  if (state.status === 'paused') await client.unpauseContainer(state.id);

  const grace = graceMs ?? state.stopTimeoutSeconds * 1000;
  const isLeftToEngine = state.pod === undefined || !features.endsByKill;
  await (isLeftToEngine ? stopByEngine(state, grace, work) : stopBySignal(container, state, grace, work));
}

/**
 * The engine's own `stop` ends when the container has left its networks, too. Leaving takes the rules of the published ports along
 * by the ports' numbers: had a successor them already, it would be cut off (seen with 5.8.6). Older engines start again whom they
 * did not stop themselves.
 */
async function stopByEngine(state: ContainerInspect, graceMs: number, work: Work): Promise<void> {
  const { client, host, signal } = work;
  const over = new AbortController();
  const telling = host.clock.sleep(graceMs, over.signal).then(
    () => (graceMs > 0 ? tellKill(graceMs, work) : undefined),
    () => undefined,
  );
  try {
    await inTurn(work, () =>
      client.stopContainer(state.id, { timeoutSeconds: Math.ceil(graceMs / 1000) }, signal),
    );
  } catch (error) {
    const now = await look(client, state.id, signal);
    // That its clean-up failed is of no matter here.
    if (now !== undefined && isAlive(now.status)) throw error;
  } finally {
    over.abort();
    await telling;
  }
}

/** The engine's own `stop` holds the pod's lock for all its time, so that members would stop one after the other. */
async function stopBySignal(
  container: ContainerRef,
  state: ContainerInspect,
  graceMs: number,
  work: Work,
): Promise<void> {
  if (graceMs > 0) {
    if (await inTurn(work, () => askToEnd(state, graceMs, work))) return;
    await tellKill(graceMs, work);
  }
  await work.client.killContainer(state.id, 'SIGKILL');
  if (await endsWithin(state.id, killLimitMs, work)) return;
  throw new ToolError(
    diagnose('execute/stop-stuck', { container: container.name, seconds: killLimitMs / 1000 }),
  );
}

function tellKill(graceMs: number, { progress }: Work): Promise<void> {
  return progress({ text: `still running after ${graceMs / 1000} s, killing it` });
}

async function askToEnd(state: ContainerInspect, graceMs: number, work: Work): Promise<boolean> {
  await work.client.killContainer(state.id, state.stopSignal === '' ? 'SIGTERM' : state.stopSignal);
  return endsWithin(state.id, graceMs, work);
}

/** So that containers which end at once are not all cleaned up at the same time, each has a turn; those that are slow give it up early. */
async function inTurn<T>({ stopTurns, host }: Work, ask: () => Promise<T>): Promise<T> {
  const giveUp = await stopTurns.take();
  const over = new AbortController();
  host.clock.sleep(turnMs, over.signal).then(giveUp, giveUp);
  try {
    return await ask();
  } finally {
    over.abort();
  }
}

async function endsWithin(id: string, limitMs: number, { client, host, signal }: Work): Promise<boolean> {
  const over = new AbortController();
  const both = AbortSignal.any([signal, over.signal]);
  const deadline = host.clock.sleep(limitMs, both).then(
    () => {
      over.abort();
    },
    () => undefined,
  );
  try {
    while (!both.aborted) {
      if ((await client.waitContainer(id, ['exited', 'stopped'], both)) !== undefined) return true;
      // Waiting may have failed: only the container's state says whether it ended.
      const state = await look(client, id, both);
      if (state === undefined || !isAlive(state.status)) return true;
      await host.clock.sleep(100, both);
    }
  } catch (error) {
    if (!both.aborted) {
      if ((await look(client, id, signal)) === undefined) return true;
      throw error;
    }
  } finally {
    over.abort();
    await deadline;
  }
  signal.throwIfAborted();
  return false;
}

function isAlive(status: string): boolean {
  return status === 'running' || status === 'paused' || status === 'stopping';
}
