import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { ContainerRef } from '../../planner/plan.ts';
import type { ContainerInspect } from '../../podman/replies.ts';
import { look } from '../look.ts';
import type { Run, Work } from './work.ts';

/** How long the engine may take to end a container that was killed. */
const killLimitMs = 20_000;

/** How long the engine may take to clean up after a container that has ended. */
const cleanUpLimitMs = 5000;

/** How long a container's stop keeps others from beginning. */
const turnMs = 300;

/** Stops the container. Where no other is to stop, the engine does all of it in one call; it counts whole seconds. */
export const stopContainer: Run<'stop-container'> = async ({ container, graceMs }, work) => {
  const isOneCall = work.isOnlyStop && (graceMs === undefined || graceMs % 1000 === 0);
  if (!isOneCall || !(await stopAlone(container, graceMs, work))) await stop(container, graceMs, work);
};

/**
 * Sends the container's stop signal, waits, and kills it when the grace period is over (undefined: the container's own).
 * The engine's own `stop` holds the pod's lock for all that time, so that members would stop one after the other.
 * A container with a network of its own is stopped once it has left that too.
 */
export async function stop(container: ContainerRef, graceMs: number | undefined, work: Work): Promise<void> {
  const { client, signal } = work;
  const id = work.containers.find(container);
  const state = await look(client, id, signal);
  if (state === undefined || !isAlive(state.status)) return;
  // A paused process takes no signal.
  if (state.status === 'paused') await client.unpauseContainer(state.id);

  await end(container, state, graceMs, work);
  if (state.pod === undefined) await leavesNetworks(state.id, work);
}

/** False where the engine cannot do it: the container is paused, gone, or does not end. */
async function stopAlone(container: ContainerRef, graceMs: number | undefined, work: Work): Promise<boolean> {
  const { client, signal } = work;
  const id = work.containers.find(container);
  const over = new AbortController();
  const both = AbortSignal.any([signal, over.signal]);
  const telling = tellWhenKilled(id, graceMs, work, both).catch(() => undefined);
  try {
    await client.stopContainer(id, graceMs === undefined ? {} : { timeoutSeconds: graceMs / 1000 }, signal);
    return true;
  } catch {
    signal.throwIfAborted();
    return false;
  } finally {
    over.abort();
    await telling;
  }
}

/** Most containers end at once, and nothing needs to be asked of them. */
const quickMs = 300;

async function tellWhenKilled(
  id: string,
  graceMs: number | undefined,
  work: Work,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = work.host;
  await clock.sleep(quickMs, signal);
  const grace = graceMs ?? ((await look(work.client, id, signal))?.stopTimeoutSeconds ?? 0) * 1000;
  await clock.sleep(Math.max(0, grace - quickMs), signal);
  await tellKill(grace, work);
}

function tellKill(graceMs: number, { progress }: Work): Promise<void> {
  return progress({ text: `still running after ${graceMs / 1000} s, killing it` });
}

async function end(
  container: ContainerRef,
  state: ContainerInspect,
  graceMs: number | undefined,
  work: Work,
): Promise<void> {
  const { client, features } = work;
  const grace = graceMs ?? state.stopTimeoutSeconds * 1000;
  if (!features.endsByKill) {
    // There, who is only sent a signal is started again.
    await client.stopContainer(state.id, { timeoutSeconds: Math.ceil(grace / 1000) }, work.signal);
    return;
  }
  if (grace > 0) {
    if (await inTurn(work, () => askToEnd(state, grace, work))) return;
    await tellKill(grace, work);
  }
  await client.killContainer(state.id, 'SIGKILL');
  if (await endsWithin(state.id, killLimitMs, work)) return;
  throw new ToolError(
    diagnose('execute/stop-stuck', { container: container.name, seconds: killLimitMs / 1000 }),
  );
}

async function askToEnd(state: ContainerInspect, graceMs: number, work: Work): Promise<boolean> {
  await work.client.killContainer(state.id, state.stopSignal === '' ? 'SIGTERM' : state.stopSignal);
  return endsWithin(state.id, graceMs, work);
}

/** So that containers which end at once are not all cleaned up at the same time, each has a turn; those that are slow give it up early. */
async function inTurn({ stopTurns, host }: Work, ask: () => Promise<boolean>): Promise<boolean> {
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

/**
 * Leaving a network takes the rules of the published ports along by the ports' numbers. Had a successor them already, it would
 * be cut off (seen with 5.8.6). A clean-up that fails leaves the container as it is: then there is nothing to wait for.
 */
async function leavesNetworks(id: string, { client, host, signal }: Work): Promise<void> {
  const deadline = host.clock.now() + cleanUpLimitMs;
  while ((await look(client, id, signal))?.status === 'stopped' && host.clock.now() < deadline) {
    await host.clock.sleep(20, signal);
  }
}

function isAlive(status: string): boolean {
  return status === 'running' || status === 'paused' || status === 'stopping';
}
