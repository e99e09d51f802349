import type { ImageRef } from '../../model/image-ref.ts';
import type { RegistryRule, Source } from './settings.ts';

/** A repository of one server. */
export interface Place {
  /** Host and port. */
  readonly server: string;
  readonly repository: string;
  /** Certificates are not checked, and plain http will do. */
  readonly isInsecure: boolean;
}

/** Where an image is asked for: mirrors in their order, then the registry itself. */
export function placesOf(
  { registry, repository }: ImageRef,
  rule: RegistryRule | undefined,
): { readonly mirrors: readonly Place[]; readonly main: Place } {
  const name = `${registry}/${repository}`;
  if (rule === undefined) return { mirrors: [], main: placeAt(name, false) };
  const rest = name.slice(rule.prefix.startsWith('*.') ? registry.length : rule.prefix.length);
  const at = ({ location, isInsecure }: Source): Place => placeAt(location + rest, isInsecure);
  const main = rule.prefix.startsWith('*.') ? placeAt(name, rule.isInsecure) : at(rule);
  return { mirrors: rule.mirrors.map(at), main };
}

function placeAt(name: string, isInsecure: boolean): Place {
  const slash = name.indexOf('/');
  const server = name.slice(0, slash);
  return { server, repository: name.slice(slash + 1), isInsecure: isInsecure || isLoopback(server) };
}

/** Registries of this machine need no encryption. */
export function isLoopback(server: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(server);
}

/** Addresses of a place, the safer first. Docker's registry has another name than its images. */
export function originsOf({ server, isInsecure }: Place): readonly string[] {
  const host = server === 'docker.io' ? 'registry-1.docker.io' : server;
  return isInsecure ? [`https://${host}`, `http://${host}`] : [`https://${host}`];
}
