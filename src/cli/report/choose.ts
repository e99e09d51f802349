import type { Clock } from '../../host/host.ts';
import { isTrue } from '../environment.ts';
import type { GlobalOptions, ProgressMode } from '../globals.ts';
import { isProgressMode } from '../globals.ts';
import type { Streams } from '../streams.ts';
import { makeStyle, resolveAnsi, wantsColor } from '../style.ts';
import { jsonReporter } from './json.ts';
import { plainReporter } from './plain.ts';
import { quietReporter } from './quiet.ts';
import type { Reporter } from './reporter.ts';
import { ttyReporter } from './tty.ts';

/** The reporter that the options ask for, or else `COMPOSE_PROGRESS`, or else what fits the terminal. */
export function chooseReporter(
  globals: Pick<GlobalOptions, 'progress' | 'ansi' | 'isDryRun'>,
  env: Readonly<Record<string, string | undefined>>,
  streams: Streams,
  clock: Clock,
): Reporter {
  const stream = isTrue(env['COMPOSE_STATUS_STDOUT']) ? streams.stdout : streams.stderr;
  const ansi = resolveAnsi(globals.ansi, env);
  const mode = resolveMode(globals.progress, env['COMPOSE_PROGRESS']);
  const isLive = stream.isTerminal && ansi !== 'never' && env['TERM'] !== 'dumb';
  switch (mode === 'auto' ? (isLive ? 'tty' : 'plain') : mode) {
    case 'tty':
      return ttyReporter(stream, makeStyle(wantsColor(ansi, stream.isTerminal, env)), clock);
    case 'plain':
      return plainReporter(stream, globals.isDryRun);
    case 'json':
      return jsonReporter(stream, globals.isDryRun);
    case 'quiet':
      return quietReporter;
  }
}

function resolveMode(given: ProgressMode | undefined, fromEnv: string | undefined): ProgressMode {
  return given ?? (isProgressMode(fromEnv) ? fromEnv : 'auto');
}
