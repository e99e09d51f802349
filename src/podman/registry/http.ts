import type { Agent as AgentType, Dispatcher } from 'undici';
import request from 'undici/lib/api/api-request.js';
import Agent from 'undici/lib/dispatcher/agent.js';

/** One request to a registry or its login service. */
export interface RegistryCall {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Certificates are not checked. */
  readonly isUnchecked: boolean;
}

/** Its answer, read whole. */
export interface RegistryReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
}

/** HTTP to registries; follows redirects, and sends no password along to another host. */
export interface RegistryHttp {
  readonly send: (call: RegistryCall, signal: AbortSignal) => Promise<RegistryReply>;
  readonly close: () => Promise<void>;
}

const maxRedirects = 5;
const maxBytes = 8 * 1024 * 1024;
const timeoutMs = 60_000;

/** `authoritiesOf` gives the PEM texts that a host's certificate may be signed by; undefined is what everybody trusts. */
export function registryHttp(
  authoritiesOf: (hostname: string) => Promise<readonly string[] | undefined>,
): RegistryHttp {
  const agents = new Map<string, Promise<AgentType>>();
  const agentFor = (url: URL, isUnchecked: boolean): Promise<AgentType> => {
    const key = `${url.host} ${String(isUnchecked)}`;
    const known = agents.get(key) ?? makeAgent(url, isUnchecked, authoritiesOf);
    agents.set(key, known);
    return known;
  };
  const once = async (call: RegistryCall, signal: AbortSignal): Promise<RegistryReply> => {
    const { url, method, headers, body, isUnchecked } = call;
    const reply = await request.call(await agentFor(url, isUnchecked), {
      origin: url.origin,
      path: url.pathname + url.search,
      method,
      headers: { 'user-agent': 'selkie', ...headers },
      body: body ?? null,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      // Never paused: a server that closes its side meanwhile would end the process (undici issue 5360).
      highWaterMark: 2 * maxBytes,
      signal,
    });
    return { status: reply.statusCode, headers: reply.headers, body: await wholeBody(reply) };
  };
  return {
    send: async (first, signal) => {
      let call = first;
      for (let hop = 0; ; hop++) {
        const reply = await once(call, signal);
        const { location } = reply.headers;
        const isRedirect = [301, 302, 303, 307, 308].includes(reply.status);
        if (!isRedirect || typeof location !== 'string' || hop >= maxRedirects) return reply;
        const url = new URL(location, call.url);
        const { authorization, ...rest } = call.headers;
        const isSame = url.origin === call.url.origin && authorization !== undefined;
        call = { ...call, url, headers: isSame ? { ...rest, authorization } : rest };
      }
    },
    close: async () => {
      for (const agent of agents.values()) await agent.then((one) => one.destroy());
    },
  };
}

async function makeAgent(
  url: URL,
  isUnchecked: boolean,
  authoritiesOf: (hostname: string) => Promise<readonly string[] | undefined>,
): Promise<AgentType> {
  const ca = url.protocol === 'https:' ? await authoritiesOf(url.host) : undefined;
  return new Agent({
    connections: 8,
    connect: {
      timeout: 15_000,
      rejectUnauthorized: !isUnchecked,
      ...(ca === undefined ? {} : { ca: [...ca] }),
    },
  });
}

async function wholeBody({ body }: Dispatcher.ResponseData): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) throw new Error(`the answer is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
