import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Places } from './places.ts';
import type { Site } from './site.ts';

/**
 * Says where this user may read nothing of the journal; undefined: they may. What units of a user write is the user's to read
 * only where the journal is kept on disk: in memory, all of it is the system's.
 */
export async function closedJournal(
  { processes, env: own, uid }: Pick<Site, 'processes' | 'env' | 'uid'>,
  { env }: Pick<Places, 'env'>,
  signal: AbortSignal,
): Promise<Diagnostic | undefined> {
  const { exitCode, stderr } = await processes.run('journalctl', ['--lines=0', '--no-pager'], {
    env,
    signal,
  });
  if (exitCode === 0 || !stderr.includes('insufficient permissions')) return undefined;
  const user = own['USER'] ?? own['LOGNAME'] ?? String(uid ?? '');
  return diagnose('systemd/journal-closed', { user });
}

/**
 * Arguments of `journalctl` for what those units wrote. Not `--user`, which looks at the user's own journal alone: kept in
 * memory, there is none, and what is theirs is in the system's.
 */
export function journalWords({ scope }: Pick<Places, 'scope'>, units: readonly string[]): readonly string[] {
  return [...units.map((unit) => `${scope === 'user' ? '--user-unit' : '--unit'}=${unit}`), '--no-pager'];
}
