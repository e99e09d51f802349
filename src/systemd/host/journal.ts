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
  { flags, env }: Pick<Places, 'flags' | 'env'>,
  signal: AbortSignal,
): Promise<Diagnostic | undefined> {
  const { exitCode, stderr } = await processes.run('journalctl', [...flags, '--lines=0', '--no-pager'], {
    env,
    signal,
  });
  if (exitCode === 0 || !stderr.includes('insufficient permissions')) return undefined;
  const user = own['USER'] ?? own['LOGNAME'] ?? String(uid ?? '');
  return diagnose('systemd/journal-closed', { user });
}
