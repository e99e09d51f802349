import type { Dispatcher } from 'undici';
import request from 'undici/lib/api/api-request.js';
import connectorOf from 'undici/lib/core/connect.js';
import Agent from 'undici/lib/dispatcher/agent.js';
import EnvHttpProxyAgent from 'undici/lib/dispatcher/env-http-proxy-agent.js';
import type { Host } from '../../host/host.ts';
import { Valve } from './valve.ts';

/** What a server answers. Its body must be read or dumped. */
export interface Fetched {
  readonly status: number;
  /** The name of this version, if it is a strong one: then a part of it can be asked for later. */
  readonly etag: string | undefined;
  readonly lengthBytes: number | undefined;
  readonly body: AsyncIterable<Uint8Array>;
  readonly text: () => Promise<string>;
  readonly dump: () => Promise<void>;
}

/** HTTP for large files: follows redirects, and goes through the proxy that the environment names. */
export interface ImageHttp {
  readonly get: (
    url: URL,
    signal: AbortSignal,
    headers: Readonly<Record<string, string>>,
  ) => Promise<Fetched>;
  readonly close: () => Promise<void>;
}

const maxRedirects = 10;
const timeoutMs = 30_000;

/** Opens it; nothing is connected before the first request. */
export function openHttp(env: Host['env']): ImageHttp {
  const hasProxy = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'].some(
    (name) => (env[name] ?? '') !== '',
  );
  const valve = new Valve();
  const options = { connect: valve.around(connectorOf({ timeout: timeoutMs })) };
  const agent: Dispatcher = hasProxy ? new EnvHttpProxyAgent(options) : new Agent(options);
  return {
    get: async (first, signal, headers) => {
      let url = first;
      valve.watch(undefined);
      for (let hop = 0; ; hop++) {
        const reply = await request.call(agent, {
          origin: url.origin,
          path: url.pathname + url.search,
          method: 'GET',
          headers: { 'user-agent': 'selkie', 'accept-encoding': 'identity', ...headers },
          headersTimeout: timeoutMs,
          bodyTimeout: timeoutMs,
          highWaterMark: Number.MAX_SAFE_INTEGER,
          signal,
        });
        const { location } = reply.headers;
        const isRedirect = [301, 302, 303, 307, 308].includes(reply.statusCode);
        if (!isRedirect || typeof location !== 'string' || hop >= maxRedirects) return fetched(reply, valve);
        await reply.body.dump();
        url = new URL(location, url);
      }
    },
    close: () => agent.destroy(),
  };
}

function fetched({ statusCode, headers, body }: Dispatcher.ResponseData, valve: Valve): Fetched {
  const { etag, 'content-length': length } = headers;
  valve.watch(body);
  return {
    status: statusCode,
    etag: typeof etag === 'string' && !etag.startsWith('W/') ? etag : undefined,
    lengthBytes: typeof length === 'string' ? Number(length) : undefined,
    body: valve.slowly(body),
    text: () => {
      valve.watch(undefined);
      return body.text();
    },
    dump: async () => {
      valve.watch(undefined);
      await body.dump();
    },
  };
}
