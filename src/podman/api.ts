import type { Features } from './features.ts';
import type { Call, Transport } from './transport.ts';

/** What each group of calls is made from. */
export interface Api {
  readonly transport: Transport;
  readonly features: Features;
  /** Puts the version prefix before a path below `/libpod`. */
  readonly at: (path: string) => string;
}

/** Pairs a transport with what its server can do. */
export function createApi(transport: Transport, features: Features): Api {
  const [major, minor, patch] = features.version;
  // 4.x servers answer to their own version only; newer ones keep the shapes of 5.0 under this prefix.
  const prefix = major < 5 ? `/v${major}.${minor}.${patch}/libpod` : '/v5.0.0/libpod';
  return { transport, features, at: (path) => prefix + path };
}

/** A JSON body. */
export function jsonBody(
  value: NonNullable<Extract<Call['body'], { kind: 'json' }>>['value'],
): NonNullable<Call['body']> {
  return { kind: 'json', value };
}

/** A name as one segment of a path. */
export function segment(name: string): string {
  return encodeURIComponent(name);
}

/** libpod's `filters` parameter; none is left out. */
export function filtersParameter(filters: Readonly<Record<string, readonly string[]>>): string | undefined {
  return Object.keys(filters).length === 0 ? undefined : JSON.stringify(filters);
}
