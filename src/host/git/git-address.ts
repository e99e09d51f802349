import { RemoteFailure } from './failure.ts';

/** Where in which git repository a compose file lies. */
export interface GitAddress {
  /** As git takes it, without a password. */
  readonly repository: string;
  /** `user:password`, for repositories over http. */
  readonly credentials: string | undefined;
  /** A branch, a tag, a whole commit id, or any other name of the repository; undefined is its default branch. */
  readonly ref: string | undefined;
  /** File or folder in the repository; empty is its top. */
  readonly path: string;
}

const userAtHost = /^\w+@[\w.-]+:/;

/** True for a compose file that lies in a git repository or a registry, and not on this machine. */
export function isRemoteFile(file: string): boolean {
  return /^(oci|git|ssh|https?):\/\//.test(file) || file.startsWith('github.com/') || userAtHost.test(file);
}

/**
 * The parts of `REPOSITORY[#REF[:PATH]]` or `REPOSITORY?ref=REF&subdir=PATH`.
 * Throws a RemoteFailure for an address that is none of git.
 */
export function parseGitAddress(address: string): GitAddress {
  if (address.startsWith('oci://')) {
    throw new RemoteFailure(
      'compose files in image registries cannot be read',
      'put the file into a git repository or a folder, and name that',
    );
  }
  const { base, query, fragment } = partsOf(address);
  if (/^https?:/.test(base) && !base.endsWith('.git')) {
    throw new RemoteFailure(
      'over http only git repositories can be read',
      'the address of a repository ends with `.git`: `https://HOST/REPOSITORY.git#REF:PATH`',
    );
  }
  const colon = fragment.indexOf(':');
  const place =
    query === undefined
      ? {
          ref: colon === -1 ? fragment : fragment.slice(0, colon),
          path: colon === -1 ? '' : fragment.slice(colon + 1),
        }
      : fromQuery(query);
  if (place.path.startsWith('/') || place.path.split('/').includes('..')) {
    throw new RemoteFailure(
      `the path \`${place.path}\` leaves the repository`,
      'the path after `:` starts at the top of the repository',
    );
  }
  return { ...publicRepository(base), ref: place.ref === '' ? undefined : place.ref, path: place.path };
}

function partsOf(address: string): { base: string; query: string | undefined; fragment: string } {
  const hash = address.indexOf('#');
  const before = hash === -1 ? address : address.slice(0, hash);
  const fragment = hash === -1 ? '' : address.slice(hash + 1);
  const mark = before.indexOf('?');
  return mark === -1
    ? { base: before, query: undefined, fragment }
    : { base: before.slice(0, mark), query: before.slice(mark + 1), fragment };
}

function fromQuery(query: string): { ref: string; path: string } {
  const place = { ref: '', path: '' };
  for (const [key, value] of new URLSearchParams(query)) {
    if (key === 'ref' || key === 'commit') place.ref = value;
    else if (key === 'branch') place.ref = `refs/heads/${value}`;
    else if (key === 'tag') place.ref = `refs/tags/${value}`;
    else if (key === 'subdir') place.path = value;
    else
      throw new RemoteFailure(
        `\`${key}\` means nothing here`,
        'an address takes `ref`, `branch`, `tag`, `commit` and `subdir`',
      );
  }
  return place;
}

function publicRepository(base: string): Pick<GitAddress, 'repository' | 'credentials'> {
  if (base.startsWith('github.com/')) return { repository: `https://${base}`, credentials: undefined };
  const parts = /^(\w+:\/\/)([^/]*)@(.*)$/.exec(base);
  if (parts === null) return { repository: base, credentials: undefined };
  const [, scheme = '', user = '', rest = ''] = parts;
  if (scheme.startsWith('http')) {
    const [name, password = ''] = splitOnce(user, ':');
    return { repository: scheme + rest, credentials: `${decoded(name)}:${decoded(password)}` };
  }
  const [name] = splitOnce(user, ':');
  return { repository: `${scheme}${name}@${rest}`, credentials: undefined };
}

function splitOnce(text: string, mark: string): readonly [string, string?] {
  const at = text.indexOf(mark);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
