import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import type { Host } from '../host/host.ts';
import { defaultNames } from './discover.ts';

/** The parts of `REPOSITORY[#REF[:PATH]]`. */
interface GitAddress {
  readonly repository: string;
  readonly ref: string;
  readonly path: string;
}

/** Brings a compose file of a git repository to this machine with the git program, cached by address; the local path of the file. */
export async function fetchRemote(
  host: Host,
  address: string,
  found: Diagnostic[],
  span?: Span,
): Promise<string | undefined> {
  const git = parseGitAddress(address);
  if (git === undefined) {
    found.push(
      diagnose(
        'compose/remote-failed',
        { address, reason: 'only git repositories can be read from afar' },
        span,
      ),
    );
    return undefined;
  }
  if ((await host.processes.find('git')) === undefined) {
    found.push(
      diagnose('compose/remote-failed', { address, reason: 'the program `git` is not installed' }, span),
    );
    return undefined;
  }
  try {
    return await checkOut(host, git);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    found.push(diagnose('compose/remote-failed', { address, reason }, span));
    return undefined;
  }
}

function parseGitAddress(address: string): GitAddress | undefined {
  const [base = '', fragment = ''] = address.split('#', 2);
  const isGit = /^(git:\/\/|ssh:\/\/|git@|github\.com\/)/.test(base) || /^https?:\/\/.*\.git$/.test(base);
  if (!isGit) return undefined;
  const [ref = '', path = ''] = fragment.split(':', 2);
  return { repository: base.startsWith('github.com/') ? `https://${base}` : base, ref, path };
}

async function checkOut(host: Host, { repository, ref, path }: GitAddress): Promise<string> {
  const cache = host.env['XDG_CACHE_HOME'] ?? join(host.homeDir, '.cache');
  const wanted = ref === '' ? 'HEAD' : ref;
  const commit = await resolveRef(host, repository, wanted);
  const key = createHash('sha256').update(`${repository}\n${commit}`).digest('hex').slice(0, 32);
  const folder = join(cache, 'selkie', 'git', key);
  if ((await host.files.stat(join(folder, '.git')).catch(() => undefined)) === undefined) {
    await host.files.makeDir(folder);
    await git(host, ['init', '--quiet', folder]);
    await git(host, ['-C', folder, 'fetch', '--quiet', '--depth', '1', '--', repository, commit]);
    await git(host, ['-C', folder, 'checkout', '--quiet', 'FETCH_HEAD']);
  }
  const target = join(folder, path);
  const stat = await host.files.stat(target);
  if (stat?.kind !== 'directory') return target;
  for (const name of defaultNames) {
    if ((await host.files.stat(join(target, name))) !== undefined) return join(target, name);
  }
  throw new Error('the repository has no compose file there');
}

async function resolveRef(host: Host, repository: string, ref: string): Promise<string> {
  if (/^[0-9a-f]{40}$/.test(ref)) return ref;
  const listing = await git(host, ['ls-remote', '--', repository, ref]);
  const commit = /^([0-9a-f]{40})\t/.exec(listing)?.[1];
  if (commit === undefined) throw new Error(`the repository has no \`${ref}\``);
  return commit;
}

async function git(host: Host, args: readonly string[]): Promise<string> {
  const options = { env: { GIT_TERMINAL_PROMPT: '0' }, timeoutMs: 120_000 };
  const { exitCode, stdout, stderr } = await host.processes.run('git', args, options);
  if (exitCode !== 0) throw new Error(stderr.trim().split('\n').at(-1) ?? `git ended with ${exitCode}`);
  return stdout;
}
