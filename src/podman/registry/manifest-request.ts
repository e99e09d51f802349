import type { Host } from '../../host/host.ts';
import { authorize } from './authorize.ts';
import { parseChallenge } from './challenge.ts';
import { findCredentials } from './credentials.ts';
import type { RegistryHttp, RegistryReply } from './http.ts';
import type { Place } from './places.ts';

/** Asks for a manifest, logging in and waiting as the registry wishes. Rejects only when nothing comes back. */
export type ManifestRequest = (
  place: Place,
  origin: string,
  method: 'HEAD' | 'GET',
  tag: string,
  signal: AbortSignal,
) => Promise<RegistryReply>;

const kinds = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

const attempts = 3;
const longestWaitMs = 10_000;

/** Requests that share their logins. */
export function manifestRequests(host: Host, http: RegistryHttp): ManifestRequest {
  const authorizations = new Map<string, string>();

  const logIn = async (place: Place, origin: string, refused: RegistryReply, signal: AbortSignal) => {
    const challenge = parseChallenge(refused.headers['www-authenticate']);
    if (challenge === undefined) return undefined;
    const { server, repository, isInsecure: isUnchecked } = place;
    const credentials = await findCredentials(host, `${server}/${repository}`, signal);
    return authorize({ origin, repository, challenge, credentials, isUnchecked }, http, signal);
  };

  return async (place, origin, method, tag, signal) => {
    const key = `${origin}/${place.repository}`;
    const url = new URL(`${origin}/v2/${place.repository}/manifests/${tag}`);
    for (let attempt = 1; ; attempt++) {
      const authorization = authorizations.get(key);
      const headers = { accept: kinds, ...(authorization === undefined ? {} : { authorization }) };
      const reply = await http.send({ method, url, headers, isUnchecked: place.isInsecure }, signal);
      if (reply.status === 401 && authorization === undefined) {
        const found = await logIn(place, origin, reply, signal);
        if (found === undefined) return reply;
        authorizations.set(key, found);
      } else if ([429, 502, 503, 504].includes(reply.status) && attempt < attempts) {
        await host.clock.sleep(waitMs(reply, attempt), signal);
      } else return reply;
    }
  };
}

function waitMs({ headers }: RegistryReply, attempt: number): number {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.min(seconds * 1000, longestWaitMs) : 500 * 2 ** attempt;
}
