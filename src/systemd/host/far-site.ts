import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Clock, FileStat } from '../../host/host.ts';
import type { FarShell } from '../../podman/find/ssh-shell.ts';
import type { Site } from './site.ts';

/*
 * Each call is a session of ssh, so what concerns many files is one call. These scripts are fixed: what comes from outside
 * reaches them as arguments.
 */
const whoScript = 'id -u; id -un; printf %s "$HOME"';
const readScript = `cd "$1" 2>/dev/null || exit 0
for name in *; do
  if [ -f "$name" ]; then printf '%s\\0' "$name"; cat -- "$name"; printf '\\0'; fi
done`;
const renameScript = 'for path; do mv -f -- "$path.selkie-new" "$path" || exit 1; done';

/** The machine at the other end of a shell: its files and programs, as the user who logs in there. */
export async function farSite(shell: FarShell, clock: Clock, signal: AbortSignal): Promise<Site> {
  /** What a program prints. */
  const ask = async (...words: readonly string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await shell.run(words);
    if (exitCode === 0) return stdout;
    const text = stderr.trim().replace(/\.$/u, '');
    throw new ToolError(diagnose('systemd/refused', { command: words[0] ?? '', text }));
  };
  const who = await shell.run(['sh', '-c', whoScript], { signal });
  const [uid = '', name = '', homeDir = ''] = who.stdout.split('\n');
  return {
    uid: Number(uid),
    homeDir,
    env: { USER: name },
    clock,
    files: {
      stat: async (path) => {
        const { exitCode, stdout } = await shell.run(['stat', '-L', '-c', '%f %s %Y %u %g', '--', path]);
        return exitCode === 0 ? readStat(stdout) : undefined;
      },
      list: async (path) => {
        const names = (await ask('ls', '-1A', '--', path)).split('\n');
        return names.filter((one) => one !== '').sort();
      },
      makeDir: async (path, options) => {
        await ask('mkdir', '-p', '-m', (options?.mode ?? 0o755).toString(8), '--', path);
      },
      remove: async (path) => {
        await ask('rm', '-rf', '--', path);
      },
    },
    processes: {
      run: async (command, args, { env = {}, signal: own, onLine } = {}) => {
        const variables = Object.entries(env).flatMap(([key, value]) =>
          value === undefined ? [] : [`${key}=${value}`],
        );
        return shell.run([...(variables.length === 0 ? [] : ['env', ...variables]), command, ...args], {
          ...(own === undefined ? {} : { signal: own }),
          ...(onLine === undefined ? {} : { onLine }),
        });
      },
    },
    readTexts: async (folder, isWanted) => {
      const parts = (await ask('sh', '-c', readScript, 'sh', folder)).split('\0');
      return new Map(
        parts.flatMap((part, index) => {
          const text = parts[index + 1];
          return index % 2 === 0 && text !== undefined && isWanted(part) ? [[part, text] as const] : [];
        }),
      );
    },
    writeTexts: async (texts, mode) => {
      if (texts.size === 0) return;
      // Never half of a file under its name, whatever becomes of the connection.
      await shell.unpack(await archiveOf(texts, { mode, mtime: new Date(clock.now()) }));
      await ask('sh', '-c', renameScript, 'sh', ...texts.keys());
    },
    removeAll: async (paths) => {
      if (paths.length > 0) await ask('rm', '-f', '--', ...paths);
    },
  };
}

function readStat(text: string): FileStat {
  const [mode = '', size, modified, uid, gid] = text.trim().split(' ');
  const bits = Number.parseInt(mode, 16);
  return {
    kind: kinds.get(bits & 0o170000) ?? 'other',
    sizeBytes: Number(size),
    mode: bits & 0o7777,
    uid: Number(uid),
    gid: Number(gid),
    modifiedMs: Number(modified) * 1000,
  };
}

const kinds: ReadonlyMap<number, FileStat['kind']> = new Map([
  [0o100000, 'file'],
  [0o040000, 'directory'],
  [0o140000, 'socket'],
  [0o010000, 'fifo'],
  [0o020000, 'device'],
  [0o060000, 'device'],
]);

async function archiveOf(
  texts: ReadonlyMap<string, string>,
  { mode, mtime }: { readonly mode: number; readonly mtime: Date },
): Promise<Uint8Array> {
  const { packTar } = await import('modern-tar');
  return packTar(
    [...texts].map(([path, text]) => {
      const body = new TextEncoder().encode(text);
      return {
        header: { name: `${path}.selkie-new`, size: body.length, mode, type: 'file' as const, mtime },
        body,
      };
    }),
  );
}
