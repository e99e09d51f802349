import { join, sep } from 'node:path';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import { withoutCredentials } from '../lib/visible-text.ts';
import { checkOut } from '../host/git/checkout.ts';
import { RemoteFailure } from '../host/git/failure.ts';
import { parseGitAddress } from '../host/git/git-address.ts';
import type { Work } from './operations/work.ts';

/** True for a build context in a git repository: `git://`, `ssh://`, `USER@HOST:PATH`, `github.com/…`, or `….git` over http. */
export function isGitContext(context: string): boolean {
  if (/^https?:\/\//.test(context)) return /^[^#?]*\.git(?:[#?]|$)/.test(context);
  return /^(?:git|ssh):\/\/|^\w+@[\w.-]+:|^github\.com\//.test(context);
}

/**
 * The folder of a git context on this machine, at the commit and below the path that its fragment (`#REF:PATH`) says. It is
 * fetched here and not by the engine, which has no keys of the user's and reads no other file than `Dockerfile` of it.
 */
export async function fetchGitFolder(
  service: string,
  context: string,
  { host, signal }: Pick<Work, 'host' | 'signal'>,
): Promise<string> {
  try {
    const address = parseGitAddress(context);
    const checkout = await checkOut(host, address, signal);
    const folder = join(checkout, address.path);
    if ((await host.files.stat(folder))?.kind !== 'directory') {
      throw new RemoteFailure(`the repository has no folder \`${address.path}\` there`);
    }
    const [real, root] = [await host.files.realPath(folder), await host.files.realPath(checkout)];
    if (real !== root && !real.startsWith(root + sep)) {
      throw new RemoteFailure(`\`${address.path}\` is a link out of the repository`);
    }
    return real;
  } catch (error) {
    signal.throwIfAborted();
    const reason = withoutCredentials(error instanceof Error ? error.message : String(error));
    const hint = error instanceof RemoteFailure ? error.hint : undefined;
    throw new ToolError(
      diagnose('execute/context-not-fetched', {
        service,
        address: withoutCredentials(context),
        reason,
        hint: hint ?? '',
      }),
      { cause: error },
    );
  }
}
