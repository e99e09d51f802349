import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { CommandContext } from '../context.ts';
import type { OpenSystemd } from './open-systemd.ts';

/** Turns lingering on where that is wanted: a user's units run without the user only then. Warns where it is off. */
export async function linger(
  { report, signal }: CommandContext,
  { site, places }: Pick<OpenSystemd, 'site' | 'places'>,
  { enableLinger }: { readonly enableLinger?: true | undefined },
): Promise<void> {
  if (places.scope === 'system') return;
  const user = site.env['USER'] ?? site.env['LOGNAME'] ?? String(site.uid ?? '');
  if ((await site.files.stat(`/var/lib/systemd/linger/${user}`)) !== undefined) return;
  if (enableLinger !== true) {
    report([diagnose('systemd/no-linger', { user })]);
    return;
  }
  const { exitCode, stderr } = await site.processes.run('loginctl', ['enable-linger', user], { signal });
  if (exitCode === 0) return;
  const text = stderr.trim().replace(/\.$/u, '');
  throw new ToolError(diagnose('systemd/refused', { command: 'loginctl enable-linger', text }));
}
