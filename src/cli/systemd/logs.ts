import { ToolError } from '../../diagnostics/tool-error.ts';
import type { CommandContext } from '../context.ts';
import { installedProject } from './open-systemd.ts';
import type { ScopeOptions } from './scope.ts';
import { runningUnits } from '../../systemd/host/installed.ts';
import { journalWords } from '../../systemd/host/journal.ts';
import { serviceUnits } from './service-units.ts';

/** What of the journal is wanted. */
export interface JournalOptions extends ScopeOptions {
  readonly targets: readonly string[];
  readonly follow?: true | undefined;
  readonly lines?: string | undefined;
  readonly since?: string | undefined;
}

/** `selkie systemd logs`: what the units wrote, by the journal's own program on this terminal. */
export async function run(context: CommandContext, options: JournalOptions): Promise<number> {
  const { texts, site, isFar, places, manager } = await installedProject(context, options);
  const { targets, follow, lines, since } = options;
  const closed = await manager.closedJournal();
  if (closed !== undefined) throw new ToolError(closed);
  const units = targets.length > 0 ? serviceUnits(texts, targets) : runningUnits(texts.keys());
  const words = [
    ...journalWords(places, units),
    ...(follow === true ? ['--follow'] : []),
    ...(lines === undefined ? [] : [`--lines=${lines}`]),
    ...(since === undefined ? [] : [`--since=${since}`]),
  ];
  if (!isFar) {
    const running = await context.host.processes.start('journalctl', words, {
      stdio: 'inherit',
      env: places.env,
    });
    return running.exited;
  }
  const { signal, streams } = context;
  const { exitCode, stderr } = await site.processes.run('journalctl', words, {
    env: places.env,
    signal,
    onLine: (line, stream) => {
      if (stream === 'stdout') streams.stdout.write(`${line}\n`);
    },
  });
  streams.stderr.write(stderr);
  return exitCode;
}
