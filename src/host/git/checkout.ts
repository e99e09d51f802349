import { randomBytes } from 'node:crypto';
import { isAbsolute, join } from 'node:path';
import type { Host } from '../host.ts';
import { RemoteFailure } from './failure.ts';
import type { Git } from './git.ts';
import type { GitAddress } from './git-address.ts';
import { gitFor } from './git.ts';

const commitId = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * The folder of this machine that holds a commit of a repository, brought here when it is not there yet.
 * A whole commit id is not looked up again; branches and tags are.
 * Folders come into being in one step, so that several can ask at once and an interruption leaves none half made.
 */
export async function checkOut(
  host: Host,
  address: GitAddress,
  signal: AbortSignal | undefined,
): Promise<string> {
  const { ref = 'HEAD', repository } = address;
  const cache = join(cacheFolder(host), 'selkie', 'git');
  const isPinned = commitId.test(ref);
  if (isPinned && (await isFolder(host, join(cache, ref)))) return join(cache, ref);
  if ((await host.processes.find('git')) === undefined) {
    throw new RemoteFailure(
      'the program `git` is not installed',
      'install git, or give the path of a local copy',
    );
  }
  const git = gitFor(host, address, signal);
  const commit = isPinned ? ref : await resolveRef(git, repository, ref);
  const folder = join(cache, commit);
  if (await isFolder(host, folder)) return folder;
  await dropOldDrafts(host, cache);
  const draft = join(cache, `${draftPrefix}${randomBytes(6).toString('hex')}`);
  try {
    await fetchCommit(git, draft, repository, commit);
    await moveInto(host, draft, folder);
  } finally {
    await host.files.remove(draft);
  }
  return folder;
}

/** `XDG_CACHE_HOME` counts when it is absolute, as its specification says. */
function cacheFolder(host: Host): string {
  const chosen = host.env['XDG_CACHE_HOME'];
  return chosen !== undefined && isAbsolute(chosen) ? chosen : join(host.homeDir, '.cache');
}

async function isFolder(host: Host, path: string): Promise<boolean> {
  return (await host.files.stat(path).catch(() => undefined))?.kind === 'directory';
}

/** The commit that a name stands for: of several, the one that git itself would take. */
async function resolveRef(git: Git, repository: string, ref: string): Promise<string> {
  const listing = await git(['ls-remote', '--', repository, ref, `${ref}^{}`]);
  const refs = new Map(
    listing.split('\n').map((line) => {
      const [id = '', name = ''] = line.split('\t');
      return [name, id] as const;
    }),
  );
  for (const prefix of ['', 'refs/', 'refs/tags/', 'refs/heads/']) {
    // An annotated tag is an object of its own; with `^{}` it is the commit.
    const commit = refs.get(`${prefix}${ref}^{}`) ?? refs.get(prefix + ref);
    if (commit !== undefined) return commit;
  }
  if (ref === 'HEAD') throw new RemoteFailure('the repository is empty, or has no default branch');
  throw new RemoteFailure(
    `the repository has no branch or tag \`${ref}\``,
    /^[0-9a-f]{4,63}$/.test(ref)
      ? 'a commit is given by its whole id'
      : '`git ls-remote` lists what the repository has',
  );
}

async function fetchCommit(git: Git, draft: string, repository: string, commit: string): Promise<void> {
  const format = commit.length === 64 ? ['--object-format=sha256'] : [];
  await git(['init', '--quiet', '--template=', ...format, draft]);
  const fetch = ['-C', draft, 'fetch', '--quiet', '--no-tags'];
  try {
    await git([...fetch, '--depth', '1', '--', repository, commit]);
  } catch (error) {
    if (!(error instanceof RemoteFailure)) throw error;
    // Not every server gives single commits: then all branches and tags, with their history.
    await git([...fetch, '--', repository, '+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*']);
  }
  try {
    await git(['-C', draft, 'checkout', '--quiet', '--detach', commit]);
  } catch (error) {
    if (!(error instanceof RemoteFailure)) throw error;
    throw new RemoteFailure(`the repository has no commit \`${commit}\``);
  }
}

/** Another run may have been faster: its folder has the same content. */
async function moveInto(host: Host, draft: string, folder: string): Promise<void> {
  try {
    await host.files.rename(draft, folder);
  } catch (error) {
    if (!(await isFolder(host, folder))) throw error;
  }
}

const draftPrefix = '.draft-';
const draftLifeMs = 24 * 60 * 60_000;

/** Drafts of runs that were killed. */
async function dropOldDrafts(host: Host, cache: string): Promise<void> {
  await host.files.makeDir(cache);
  for (const name of await host.files.list(cache)) {
    if (!name.startsWith(draftPrefix)) continue;
    const stat = await host.files.stat(join(cache, name));
    if (stat !== undefined && host.clock.now() - stat.modifiedMs > draftLifeMs) {
      await host.files.remove(join(cache, name));
    }
  }
}
