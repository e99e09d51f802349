import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Api } from '../api.ts';
import type { PodmanClient } from '../client.ts';
import { decodeInfo } from '../decode/info.ts';
import type { PingReply } from '../replies.ts';
import type { Transport } from '../transport.ts';
import { parseVersion } from '../version.ts';

/** Where an engine is, for the words of errors. */
export interface Whereabouts {
  readonly uri: string;
  /** What named it: `CONTAINER_HOST`, `the rootless socket`. */
  readonly source: string;
}

const pingLimitMs = 10_000;

/** Asks a server for its version. Rejects with `engine/not-podman` when it is another kind of server. */
export async function pingServer(
  transport: Transport,
  { uri, source }: Whereabouts,
  signal?: AbortSignal,
): Promise<PingReply> {
  const { headers, body } = await transport.open({
    method: 'GET',
    path: '/_ping',
    action: `reach \`${uri}\``,
    // Any status: a server of another kind is told apart by its headers.
    accept: [400, 401, 403, 404, 500],
    timeoutMs: pingLimitMs,
    signal,
  });
  await body.dump();
  const written = headers['libpod-api-version'];
  const version = typeof written === 'string' ? parseVersion(written) : undefined;
  if (version === undefined) throw new ToolError(diagnose('engine/not-podman', { uri, source }));
  return { version };
}

/** The calls on the server itself. */
export function systemCalls({ transport, at }: Api, where: Whereabouts): Pick<PodmanClient, 'ping' | 'info'> {
  return {
    ping: (signal) => pingServer(transport, where, signal),
    info: async (signal) =>
      decodeInfo(
        await transport.json({
          method: 'GET',
          path: at('/info'),
          action: 'ask the engine about itself',
          signal,
        }),
      ),
  };
}
