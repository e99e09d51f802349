import { resolve } from 'node:path';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import type { Host } from '../host/host.ts';

/** Folders that a machine has of its own: sharing them, or one above them, would take them from it. */
const ownFolders: readonly string[] = [
  '/bin',
  '/boot',
  '/dev',
  '/etc',
  '/lib',
  '/lib64',
  '/proc',
  '/run',
  '/sbin',
  '/sys',
  '/usr',
  '/var/lib/containers',
];

/** In these nothing can be shared either: they are the kernel's, or made anew at each boot. */
const closedFolders: readonly string[] = ['/dev', '/proc', '/run', '/sys'];

/** What a machine shares when nothing else is said: homes, /srv, /tmp and the folder that Selkie runs in. */
export async function defaultShares(host: Host): Promise<readonly string[]> {
  const wanted = ['/home', '/srv', '/tmp', host.homeDir, host.workingDir];
  const found: string[] = [];
  for (const path of [...new Set(wanted)].sort()) {
    if ((await shareProblem(host, path)) !== undefined) continue;
    if (!found.some((above) => path.startsWith(`${above}/`))) found.push(path);
  }
  return found;
}

/** The folders, absolute; one that cannot be shared rejects with a ToolError. */
export async function checkShares(host: Host, paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const absolute = resolve(host.workingDir, path);
    const problem = await shareProblem(host, absolute);
    if (problem !== undefined) throw new ToolError(diagnose('machine/bad-share', { path, problem }));
    found.push(absolute);
  }
  return [...new Set(found)].sort();
}

async function shareProblem(host: Host, path: string): Promise<string | undefined> {
  if (ownFolders.some((own) => `${own}/`.startsWith(path === '/' ? path : `${path}/`))) {
    return 'the machine has one of its own';
  }
  if (closedFolders.some((closed) => path.startsWith(`${closed}/`))) return 'it is made anew at each boot';
  return (await host.files.stat(path))?.kind === 'directory' ? undefined : 'there is no such folder';
}
