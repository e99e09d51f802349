import type { PodmanClient } from '../../podman/client.ts';
import type { CommandContext } from '../context.ts';

/** So many Ctrl-C or SIGTERM that are not heeded end it. */
export const enough = 3;

/** From now on signals go to the container; who asks a third time to end it wants it killed. Gives the way back. */
export function forwardSignals(
  { divertSignals }: CommandContext,
  client: PodmanClient,
  container: string,
): () => void {
  let asked = 0;
  return divertSignals((signal) => {
    if (signal === 'SIGINT' || signal === 'SIGTERM') asked++;
    // A container that has ended meanwhile needs no signal.
    client.killContainer(container, asked >= enough ? 'SIGKILL' : signal).catch(() => undefined);
  });
}
