import type { Host } from '../../host/host.ts';
import { pingServer } from '../calls/system.ts';
import { createTransport } from '../transport.ts';

/** True when a Podman answers on the socket. */
export async function isAnswering(host: Host, path: string, signal: AbortSignal): Promise<boolean> {
  const found = await host.files.stat(path).catch(() => undefined);
  if (found?.kind !== 'socket') return false;
  const transport = createTransport({ kind: 'unix', path });
  try {
    await pingServer(transport, { uri: `unix://${path}`, source: 'a private socket' }, signal);
    return true;
  } catch {
    signal.throwIfAborted();
    return false;
  } finally {
    await transport.close();
  }
}
