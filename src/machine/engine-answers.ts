import { createTransport } from '../podman/transport.ts';

/** True when an engine answers on the unix socket within a second. */
export async function engineAnswers(socket: string, signal: AbortSignal): Promise<boolean> {
  const transport = createTransport({ kind: 'unix', path: socket });
  try {
    const status = await transport.send({
      method: 'GET',
      path: '/libpod/_ping',
      action: 'ask the engine whether it is there',
      timeoutMs: 1000,
      signal,
    });
    return status === 200;
  } catch {
    signal.throwIfAborted();
    return false;
  } finally {
    await transport.close();
  }
}
