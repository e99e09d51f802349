/** An image name with every part that a short one leaves to be guessed. */
export interface ImageRef {
  /** Host, with the port where one is written; Docker's own is `docker.io`. */
  readonly registry: string;
  /** Path of the repository on its host. */
  readonly repository: string;
  readonly tag: string | undefined;
  /** `sha256:` and 64 hexadecimal digits, or another algorithm's. */
  readonly digest: string | undefined;
}

const name = /^([a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const host = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:\d+)?$/;
const tagPart = /^\w[\w.-]{0,127}$/;

/** True for what a registry may give as a digest. */
export function isDigest(text: string): boolean {
  return /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-f]{32,}$/.test(text);
}

/** Reads `[HOST/]PATH[:TAG][@DIGEST]` as docker does: no host is `docker.io`, a single name there is below `library/`. */
export function parseImageRef(text: string): ImageRef | undefined {
  const [whole = '', digest, ...rest] = text.split('@');
  if (rest.length > 0 || (digest !== undefined && !isDigest(digest))) return undefined;
  const colon = whole.lastIndexOf(':');
  const hasTag = colon > whole.lastIndexOf('/');
  const path = hasTag ? whole.slice(0, colon) : whole;
  const tag = hasTag ? whole.slice(colon + 1) : undefined;
  if (tag !== undefined && !tagPart.test(tag)) return undefined;
  const slash = path.indexOf('/');
  const first = path.slice(0, Math.max(slash, 0));
  const hasHost = slash !== -1 && (/[.:A-Z]/.test(first) || first === 'localhost');
  const registry = hasHost && first !== 'index.docker.io' ? first : 'docker.io';
  const below = hasHost ? path.slice(slash + 1) : path;
  if (!host.test(registry) || !name.test(below)) return undefined;
  const repository = registry === 'docker.io' && !below.includes('/') ? `library/${below}` : below;
  return { registry, repository, tag, digest };
}

/** The whole name. */
export function printImageRef({ registry, repository, tag, digest }: ImageRef): string {
  return `${registry}/${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}
