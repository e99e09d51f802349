import { createHash } from 'node:crypto';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Host } from '../../host/host.ts';
import type { ImageRef } from '../../model/image-ref.ts';
import { isDigest, printImageRef } from '../../model/image-ref.ts';
import { authoritiesFor } from './authorities.ts';
import { registryHttp } from './http.ts';
import { manifestRequests } from './manifest-request.ts';
import { originsOf, placesOf } from './places.ts';
import type { Place } from './places.ts';
import { refusal, unreachable } from './refusal.ts';
import { readRegistryRules, ruleFor } from './settings.ts';
import type { RegistryRule } from './settings.ts';

/** What registries know of images. */
export interface RegistryClient {
  /** The digest that a tag stands for now: of the list of platforms where there is one. Rejects with a ToolError. */
  readonly digestOf: (image: ImageRef, signal: AbortSignal) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Opens registries with the settings and logins that Podman has on this machine. Nothing is read or connected before it is asked for. */
export function createRegistryClient(host: Host): RegistryClient {
  const http = registryHttp((server) => authoritiesFor(host, server));
  const request = manifestRequests(host, http);
  let rules: Promise<readonly RegistryRule[]> | undefined;

  const digestFrom = async (origin: string, place: Place, image: ImageRef, signal: AbortSignal) => {
    const tag = image.digest ?? image.tag ?? 'latest';
    const head = await request(place, origin, 'HEAD', tag, signal);
    const told = head.headers['docker-content-digest'];
    if (head.status === 200 && typeof told === 'string' && isDigest(told)) return told;
    if (head.status !== 200 && head.status !== 405) return refusal(image, place.server, head);
    const reply = await request(place, origin, 'GET', tag, signal);
    if (reply.status !== 200) return refusal(image, place.server, reply);
    return `sha256:${createHash('sha256').update(reply.body).digest('hex')}`;
  };

  const digestAt = async (
    place: Place,
    image: ImageRef,
    signal: AbortSignal,
  ): Promise<string | Diagnostic> => {
    let failure: unknown;
    for (const origin of originsOf(place)) {
      try {
        return await digestFrom(origin, place, image, signal);
      } catch (error) {
        signal.throwIfAborted();
        failure = error;
      }
    }
    return unreachable(image, place.server, failure);
  };

  return {
    digestOf: async (image, signal) => {
      signal.throwIfAborted();
      const rule = ruleFor(
        await (rules ??= readRegistryRules(host)),
        `${image.registry}/${image.repository}`,
      );
      if (rule?.isBlocked === true) {
        throw new ToolError(diagnose('registry/blocked', { image: printImageRef(image), file: rule.file }));
      }
      const { mirrors, main } = placesOf(image, rule);
      for (const mirror of mirrors) {
        // What a mirror does not have, the registry itself is asked for.
        const answer = await digestAt(mirror, image, signal);
        if (typeof answer === 'string') return answer;
      }
      const answer = await digestAt(main, image, signal);
      if (typeof answer === 'string') return answer;
      throw new ToolError(answer);
    },
    close: http.close,
  };
}
