import { join, sep } from 'node:path';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';
import type { Host } from '../../host/host.ts';
import { withoutCredentials } from '../../lib/visible-text.ts';
import { defaultNames } from '../discover.ts';
import { checkOut } from '../../host/git/checkout.ts';
import { RemoteFailure } from '../../host/git/failure.ts';
import { parseGitAddress } from '../../host/git/git-address.ts';
import type { GitAddress } from '../../host/git/git-address.ts';

/** Brings a remote compose file to this machine: the local path, or undefined when that was reported. */
export type FetchRemote = (address: string, span: Span | undefined) => Promise<string | undefined>;

/** What fetching needs to know of the run. */
export interface RemoteAccess {
  readonly host: Host;
  readonly environment: ReadonlyMap<string, string>;
  readonly found: Diagnostic[];
  readonly signal: AbortSignal | undefined;
}

/** Fetches remote files by git; each repository is asked once for each name. */
export function remoteFetcher({ host, environment, found, signal }: RemoteAccess): FetchRemote {
  const checkouts = new Map<string, Promise<string>>();
  const checkedOut = (address: GitAddress): Promise<string> => {
    const key = `${address.repository}\n${address.ref ?? ''}`;
    const known = checkouts.get(key) ?? checkOut(host, address, signal);
    checkouts.set(key, known);
    return known;
  };
  return async (text, span) => {
    try {
      const address = parseGitAddress(text);
      refuseWhenOff(environment);
      return await composeFileIn(host, await checkedOut(address), address.path);
    } catch (error) {
      signal?.throwIfAborted();
      const reason = withoutCredentials(error instanceof Error ? error.message : String(error));
      const hint = error instanceof RemoteFailure ? error.hint : undefined;
      const address = withoutCredentials(text);
      found.push(
        diagnose('compose/remote-failed', { address, reason, ...(hint === undefined ? {} : { hint }) }, span),
      );
      return undefined;
    }
  };
}

const switchName = 'COMPOSE_EXPERIMENTAL_GIT_REMOTE';

/** docker compose's switch, with the words that it takes. */
function refuseWhenOff(environment: ReadonlyMap<string, string>): void {
  const value = environment.get(switchName) ?? '';
  if (value === '' || /^(1|t|true)$/i.test(value)) return;
  if (/^(0|f|false)$/i.test(value)) {
    throw new RemoteFailure(`\`${switchName}\` turns git repositories off`);
  }
  throw new RemoteFailure(`\`${switchName}\` is \`${value}\`, which is neither true nor false`);
}

async function composeFileIn(host: Host, checkout: string, path: string): Promise<string> {
  const target = join(checkout, path);
  const stat = await host.files.stat(target);
  if (stat === undefined) throw new RemoteFailure(`the repository has no \`${path}\` there`);
  const real = await host.files.realPath(target);
  const root = await host.files.realPath(checkout);
  if (real !== root && !real.startsWith(root + sep)) {
    throw new RemoteFailure(`\`${path}\` is a link out of the repository`);
  }
  if (stat.kind !== 'directory') return target;
  for (const name of defaultNames) {
    if ((await host.files.stat(join(target, name))) !== undefined) return join(target, name);
  }
  throw new RemoteFailure(
    `the repository has no compose file ${path === '' ? 'at its top' : `in \`${path}\``}`,
    'name the file: `REPOSITORY#REF:PATH`',
  );
}
