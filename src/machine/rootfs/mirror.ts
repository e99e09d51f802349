import type { Host } from '../../host/host.ts';
import { readIfThere } from './process-identity.ts';

/** The mirror that the host's own apt uses, where the host is Debian; undefined leaves it to the maker's default. */
export async function hostMirror(host: Host, signal: AbortSignal): Promise<string | undefined> {
  const release = (await readIfThere(host, '/etc/os-release')) ?? '';
  if (!/^ID="?debian"?$/m.test(release)) return undefined;
  if ((await host.processes.find('apt-get')) === undefined) return undefined;
  const { stdout } = await host.processes.run(
    'apt-get',
    ['indextargets', '--format', '$(REPO_URI) $(RELEASE)'],
    { signal },
  );
  return pickMirror(stdout);
}

/** The first of the lines `URI RELEASE` that is a whole archive: not one of updates only. */
export function pickMirror(lines: string): string | undefined {
  for (const line of lines.split('\n')) {
    const [uri = '', release = ''] = line.trim().split(/\s+/);
    if (/^https?:\/\//.test(uri) && !/-(security|updates|backports)/.test(`${release} ${uri}`)) {
      return uri.replace(/\/$/, '');
    }
  }
  return undefined;
}

/** The proxy that the host's apt goes through, for a maker that would not know of it. */
export async function aptProxy(host: Host, signal: AbortSignal): Promise<string | undefined> {
  if ((await host.processes.find('apt-config')) === undefined) return undefined;
  const { stdout } = await host.processes.run('apt-config', ['shell', 'PROXY', 'Acquire::http::Proxy'], {
    signal,
  });
  const proxy = /^PROXY='(.+)'$/m.exec(stdout)?.[1];
  return proxy === undefined || proxy.toUpperCase() === 'DIRECT' ? undefined : proxy;
}
