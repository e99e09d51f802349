import { connect as connectPlain, isIP } from 'node:net';
import type { Socket } from 'node:net';
import type { Endpoint } from '../endpoint.ts';

/** PEM texts for a server that wants to know who asks. */
export interface TlsFiles {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

const connectMs = 10_000;

/**
 * Begins to connect; what is written meanwhile is sent then. A failure is the socket's `error` event. With `isHalfOpen` our
 * side stays open when the other one ends.
 */
export async function openSocket(
  endpoint: Endpoint,
  tls: TlsFiles | undefined,
  { isHalfOpen }: { readonly isHalfOpen: boolean },
): Promise<Socket> {
  if (endpoint.kind === 'unix') return connectPlain({ path: endpoint.path, allowHalfOpen: isHalfOpen });
  const { protocol, hostname, port } = new URL(endpoint.origin);
  const host = hostname.replace(/^\[|\]$/g, '');
  const isSecure = protocol === 'https:';
  const where = { host, port: port === '' ? (isSecure ? 443 : 80) : Number(port), allowHalfOpen: isHalfOpen };
  const socket = isSecure
    ? (await import('node:tls')).connect({
        ...where,
        ...(isIP(host) === 0 ? { servername: host } : {}),
        ...tls,
      })
    : connectPlain(where);
  const timer = setTimeout(() => socket.destroy(new Error('no answer in time')), connectMs);
  socket.once(isSecure ? 'secureConnect' : 'connect', () => clearTimeout(timer));
  socket.once('close', () => clearTimeout(timer));
  socket.setNoDelay(true);
  return socket;
}

/** What stands behind `Host:`. */
export function hostHeader(endpoint: Endpoint): string {
  return endpoint.kind === 'unix' ? 'd' : new URL(endpoint.origin).host;
}
