import type { PodmanClient } from '../../podman/client.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { converse } from '../session/converse.ts';
import { defaultDetachKeys, parseDetachKeys } from '../session/detach-keys.ts';
import { forwardSignals } from '../session/forward-signals.ts';
import type { Wiring } from './overrides.ts';

/** A created container that waits for its start. */
export interface WaitingOneOff extends Wiring {
  readonly client: PodmanClient;
  /** Its name. */
  readonly container: string;
  /** The engine removes it when it has ended. */
  readonly isRemovedAtEnd: boolean;
  /** Done once it has started, beside the conversation. */
  readonly onStarted?: () => Promise<void>;
}

/** Attaches, so that nothing is missed, starts, and stays until the end. Gives the container's status, or 0 when let go of. */
export async function runAttached(context: CommandContext, one: WaitingOneOff): Promise<number> {
  const { client, container, hasTty, hasInput, isRemovedAtEnd, onStarted } = one;
  // The signals are the container's from here on, so nothing but its end ends this.
  const stopForwarding = forwardSignals(context, client, container);
  let removal: Promise<number> | undefined;
  let beside: Promise<void> | undefined;
  try {
    const connection = await client.attachContainer(container, {
      stdin: hasInput,
      stdout: true,
      stderr: true,
      detachKeys: defaultDetachKeys,
    });
    // The engine forgets the status of a container that it removes, so this has to be asked before the start.
    if (isRemovedAtEnd) removal = client.waitRemoved(container);
    removal?.catch(() => undefined);
    const ending = await converse(context, {
      connection,
      hasTty,
      hasInput,
      detachKeys: parseDetachKeys(defaultDetachKeys) ?? new Uint8Array(),
      resize: (size) => client.resizeContainer(container, size),
      onConnected: async () => {
        await client.startContainer(container);
        beside = onStarted?.();
        beside?.catch(() => undefined);
      },
    });
    await beside;
    if (ending === 'detached') return exitCode.done;
    if (removal !== undefined) return await removal;
    await client.waitContainer(container, ['stopped', 'exited']);
    return (await client.inspectContainer(container)).exitCode;
  } catch (error) {
    if (isRemovedAtEnd) await client.removeContainer(container, { force: true, volumes: true });
    throw error;
  } finally {
    stopForwarding();
  }
}
