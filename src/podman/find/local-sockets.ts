import type { Host } from '../../host/host.ts';
import type { Search, Strategy } from './search.ts';

/** This user's own engine. */
export const rootlessSocket: Strategy = {
  name: 'rootless-socket',
  find: ({ host }) => {
    if (host.platform !== 'linux') return elsewhere();
    if (host.uid === 0) return Promise.resolve('root has no rootless engine');
    const runtimeDir = host.env['XDG_RUNTIME_DIR'] ?? '';
    const folder = runtimeDir === '' ? `/run/user/${host.uid ?? ''}` : runtimeDir;
    return unixSocket(`${folder}/podman/podman.sock`, 'the rootless socket');
  },
};

/** The machine's engine, which root runs. */
export const rootfulSocket: Strategy = {
  name: 'rootful-socket',
  find: ({ host }) =>
    host.platform === 'linux' ? unixSocket('/run/podman/podman.sock', 'the rootful socket') : elsewhere(),
};

function unixSocket(path: string, source: string): ReturnType<Strategy['find']> {
  return Promise.resolve({ address: { kind: 'unix', path }, source, isChosen: false });
}

function elsewhere(): Promise<string> {
  return Promise.resolve('only Linux has one');
}

/** A folder of this user's alone for sockets, made if need be; or the words for why there is none. */
export async function privateDir({
  host,
}: Pick<Search, 'host'>): Promise<{ readonly path: string } | string> {
  const path = await privatePath(host);
  await host.files.makeDir(path, { mode: 0o700 });
  // Others can make folders in /tmp too: one that is not ours alone could hold a socket of theirs.
  const found = await host.files.statLink(path);
  if (found?.kind !== 'directory') return `\`${path}\` is not a folder`;
  if (host.uid !== undefined && found.uid !== host.uid) return `\`${path}\` belongs to someone else`;
  if (host.uid !== undefined && (found.mode & 0o077) !== 0) return `\`${path}\` is open to others`;
  return { path };
}

/** In the user's folder for what lasts until the next start of the host; in the temporary one where there is none. */
async function privatePath({ files, env, platform, uid }: Host): Promise<string> {
  const usual = platform !== 'linux' ? [] : [uid === 0 ? '/run' : `/run/user/${uid ?? ''}`];
  for (const folder of [env['XDG_RUNTIME_DIR'] ?? '', ...usual]) {
    // The `sudo` of some systems leaves root another user's folder.
    if (folder !== '' && (await files.stat(folder))?.uid === uid) return `${folder}/selkie`;
  }
  const temporary = env['TMPDIR'] ?? '';
  return `${temporary === '' ? '/tmp' : temporary}/selkie-${uid ?? 'user'}`;
}
