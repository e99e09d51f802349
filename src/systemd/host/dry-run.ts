import { randomBytes } from 'node:crypto';
import { join } from 'node:path/posix';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Site } from './site.ts';
import type { FileTexts } from './installed.ts';
import type { Places } from './places.ts';

const generator = '/usr/lib/systemd/system-generators/podman-system-generator';

/** Has Podman's own generator read the files. It would leave a unit out for any mistake; here that is a ToolError. */
export async function refuseUnreadable(
  site: Site,
  { flags }: Places,
  texts: FileTexts,
  signal: AbortSignal,
): Promise<void> {
  if (texts.size === 0) return;
  const folder = join(site.env['TMPDIR'] ?? '/tmp', `selkie-${randomBytes(6).toString('hex')}`);
  try {
    await site.files.makeDir(folder, { mode: 0o700 });
    const files = new Map([...texts].map(([name, text]) => [join(folder, name), text] as const));
    await site.writeTexts(files, 0o600);
    const { exitCode, stderr } = await site.processes.run(generator, [...flags, '--dryrun'], {
      env: { QUADLET_UNIT_DIRS: folder },
      signal,
    });
    const problems = stderr
      .split('\n')
      .map((line) => line.replace(/^quadlet-generator\[\d+\]: /u, ''))
      .filter((line) => line !== '' && !line.startsWith('Loading source unit file'));
    if (exitCode === 0 && problems.length === 0) return;
    throw new ToolError(
      (problems.length === 0 ? [`it ended with ${exitCode}`] : problems).map((text) =>
        diagnose('systemd/generator', { text: text.replaceAll(folder, '.') }),
      ),
    );
  } finally {
    await site.files.remove(folder);
  }
}
