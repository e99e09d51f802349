import type { Host } from '../host/host.ts';
import type { PodmanClient } from '../podman/client.ts';
import { ContainerWatch } from './container-watch.ts';
import { hasEnded, look } from './look.ts';

/** A container that has ended. */
export interface ContainerExit {
  readonly id: string;
  /** undefined when it was removed before anybody could tell. */
  readonly exitCode: number | undefined;
}

/** Tells of each container as it ends, in that order, and first of those that have; the first end counts where a policy starts it again. */
export async function* waitForExits(
  ids: readonly string[],
  { client, clock, project }: { client: PodmanClient; clock: Host['clock']; project: string },
  signal: AbortSignal,
): AsyncGenerator<ContainerExit, void, undefined> {
  const given = new AbortController();
  const both = AbortSignal.any([signal, given.signal]);
  const watch = new ContainerWatch(client, clock, project, both, () => undefined);
  try {
    await watch.listen();
    const begin = watch.mark;
    const states = await Promise.all(ids.map(async (id) => ({ id, state: await look(client, id, both) })));
    const ended = states.flatMap(({ id, state }) =>
      state === undefined || hasEnded(state)
        ? [{ id, exitCode: state?.exitCode, atMs: state?.finishedMs ?? 0 }]
        : [],
    );
    yield* ended.sort((a, b) => a.atMs - b.atMs).map(({ id, exitCode }) => ({ id, exitCode }));
    const rest = ids.filter((id) => !ended.some((exit) => exit.id === id));
    const pending = new Map(rest.map((id) => [id, exitOf(id, begin, watch, client, both)]));
    // Waiting for all is over at the first failure; the others are given up then.
    for (const exit of pending.values()) exit.catch(() => undefined);
    while (pending.size > 0) {
      const exit = await Promise.race(pending.values());
      pending.delete(exit.id);
      yield exit;
    }
  } finally {
    given.abort();
  }
}

async function exitOf(
  id: string,
  begin: number,
  watch: ContainerWatch,
  client: PodmanClient,
  signal: AbortSignal,
): Promise<ContainerExit> {
  while (true) {
    const mark = watch.mark;
    const state = await look(client, id, signal);
    const exitCode = watch.exitSince(id, begin);
    if (exitCode !== undefined || state === undefined) return { id, exitCode };
    if (hasEnded(state)) return { id, exitCode: state.exitCode };
    await watch.changed(id, mark, undefined, signal);
  }
}
