import { isJsonObject } from '../../lib/json.ts';
import type { Challenge } from './challenge.ts';
import type { Credentials } from './credentials.ts';
import type { RegistryHttp } from './http.ts';

/** A registry that asked who is there. */
export interface Asked {
  readonly origin: string;
  readonly repository: string;
  readonly challenge: Challenge;
  readonly credentials: Credentials | undefined;
  readonly isUnchecked: boolean;
}

/** The `Authorization` header that answers a challenge: a password, or a token for it. undefined when none is to be had. */
export async function authorize(
  asked: Asked,
  http: RegistryHttp,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { challenge, credentials } = asked;
  if (challenge.kind === 'basic') {
    return credentials?.kind === 'password' ? basic(credentials) : undefined;
  }
  const realm = new URL(challenge.realm);
  // A password never leaves an encrypted connection for a plain one.
  const mayTell = realm.protocol === 'https:' || asked.origin.startsWith('http:');
  const token = await fetchToken(
    { ...asked, challenge, credentials: mayTell ? credentials : undefined },
    realm,
    http,
    signal,
  );
  return token === undefined ? undefined : `Bearer ${token}`;
}

async function fetchToken(
  {
    repository,
    challenge,
    credentials,
    isUnchecked,
    origin,
  }: Asked & { challenge: { kind: 'bearer' } & Challenge },
  realm: URL,
  http: RegistryHttp,
  signal: AbortSignal,
): Promise<string | undefined> {
  const scope = challenge.scope ?? `repository:${repository}:pull`;
  const service = challenge.service ?? '';
  const base = { isUnchecked: isUnchecked && realm.host === new URL(origin).host };
  if (credentials?.kind === 'identity') {
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: credentials.token,
      service,
      scope,
      client_id: 'selkie',
    }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return tokenIn(await http.send({ ...base, method: 'POST', url: realm, headers, body }, signal));
  }
  const url = new URL(realm);
  if (service !== '') url.searchParams.set('service', service);
  url.searchParams.set('scope', scope);
  const headers = credentials === undefined ? {} : { authorization: basic(credentials) };
  return tokenIn(await http.send({ ...base, method: 'GET', url, headers }, signal));
}

function basic({ user, password }: Credentials & { readonly kind: 'password' }): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function tokenIn({
  status,
  body,
}: {
  readonly status: number;
  readonly body: Uint8Array;
}): string | undefined {
  if (status !== 200) return undefined;
  const answer = parsed(body);
  if (!isJsonObject(answer)) return undefined;
  const token = answer['token'] ?? answer['access_token'];
  return typeof token === 'string' && token !== '' ? token : undefined;
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
