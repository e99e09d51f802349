/** Where an engine is reached, after any tunnel is up. */
export type Endpoint =
  | { readonly kind: 'unix'; /** Absolute. */ readonly path: string }
  | { readonly kind: 'tcp'; /** `http://host:port` or `https://host:port`. */ readonly origin: string };

/** An engine's address as people write it, taken apart. */
export type Address =
  | Endpoint
  | {
      readonly kind: 'ssh';
      readonly user: string | undefined;
      readonly host: string;
      readonly port: number | undefined;
      /** Path of the socket over there; undefined: Podman over there is asked for it. */
      readonly path: string | undefined;
    };

/** The address that `text` is, or the words for why it is none. */
export function parseAddress(text: string): Address | string {
  if (text.startsWith('/')) return { kind: 'unix', path: text };
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return 'it is no URL';
  }
  switch (url.protocol) {
    case 'unix:': {
      // `unix:/path`, `unix:///path` and Docker's `unix://path` all mean the path.
      const path = decodeURIComponent(text.slice('unix:'.length).replace(/^\/\//, ''));
      return path.startsWith('/') ? { kind: 'unix', path } : 'the path of the socket must be absolute';
    }
    case 'tcp:':
    case 'http:':
    case 'https:':
      return tcpAddress(url);
    case 'ssh:':
      if (url.hostname === '') return 'it names no host';
      if (url.password !== '') return 'a password in an address is not supported; use a key';
      return {
        kind: 'ssh',
        user: url.username === '' ? undefined : decodeURIComponent(url.username),
        host: url.hostname.replace(/^\[|\]$/g, ''),
        port: url.port === '' ? undefined : Number(url.port),
        path: url.pathname === '' || url.pathname === '/' ? undefined : decodeURIComponent(url.pathname),
      };
    default:
      return `\`${url.protocol.slice(0, -1)}\` is not a way to reach an engine`;
  }
}

/** The address as a URI, without what is secret. */
export function formatAddress(address: Address): string {
  switch (address.kind) {
    case 'unix':
      return `unix://${address.path}`;
    case 'tcp':
      return address.origin.replace(/^http:/, 'tcp:');
    case 'ssh': {
      const user = address.user === undefined ? '' : `${address.user}@`;
      const port = address.port === undefined ? '' : `:${address.port}`;
      const host = address.host.includes(':') ? `[${address.host}]` : address.host;
      return `ssh://${user}${host}${port}${address.path ?? ''}`;
    }
  }
}

/** True when the engine's files are not this machine's. */
export function isRemoteAddress(address: Address): boolean {
  if (address.kind === 'unix') return false;
  const host = address.kind === 'ssh' ? address.host : new URL(address.origin).hostname;
  return !/^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/.test(host);
}

function tcpAddress(url: URL): Address | string {
  // URL parsing leaves tcp: hosts alone, so the web's rules are applied by asking again.
  const scheme = url.protocol === 'https:' ? 'https' : 'http';
  if (url.host === '') return 'it names no host';
  if (url.username !== '' || url.password !== '') return 'a user in a tcp address is not supported';
  if (url.port === '' && url.protocol === 'tcp:') return 'it names no port';
  return { kind: 'tcp', origin: `${scheme}://${url.host}` };
}
