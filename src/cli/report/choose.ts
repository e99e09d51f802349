import type { Clock } from '../../host/host.ts';
import { isTrue } from '../environment.ts';
import type { GlobalOptions, ProgressMode } from '../globals.ts';
import { isProgressMode } from '../globals.ts';
import type { OutputStream, Streams } from '../streams.ts';
import { makeStyle, resolveAnsi, wantsColor } from '../style.ts';
import { jsonReporter } from './json.ts';
import { plainReporter } from './plain.ts';
import { quietReporter } from './quiet.ts';
import type { Reporter } from './reporter.ts';
import { ttyReporter } from './tty.ts';

/** What decides how progress is shown. */
export interface ProgressChoice {
  readonly globals: Pick<GlobalOptions, 'progress' | 'ansi' | 'isDryRun'>;
  /** With the variables of the project's `.env`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly streams: Streams;
}

/** The reporter that the options ask for, or else `COMPOSE_PROGRESS`, or else what fits the terminal. */
export function chooseReporter(choice: ProgressChoice, clock: Clock): Reporter {
  const { globals, env } = choice;
  const stream = streamOf(choice);
  switch (modeOf(choice)) {
    case 'tty':
      return ttyReporter(
        stream,
        makeStyle(wantsColor(resolveAnsi(globals.ansi, env), stream.isTerminal, env)),
        clock,
      );
    case 'plain':
      return plainReporter(stream, globals.isDryRun);
    case 'json':
      return jsonReporter(stream, globals.isDryRun);
    case 'quiet':
      return quietReporter;
  }
}

/** The same, but never redrawn in place: other output comes between its lines. */
export function chooseLineReporter(choice: ProgressChoice, clock: Clock): Reporter {
  return isLiveProgress(choice)
    ? plainReporter(streamOf(choice), choice.globals.isDryRun)
    : chooseReporter(choice, clock);
}

/** True when progress is redrawn in place, so that nothing else may be written meanwhile. */
export function isLiveProgress(choice: ProgressChoice): boolean {
  return modeOf(choice) === 'tty';
}

/** True when progress is made of words for people, so that others may stand between them. */
export function showsWords(choice: ProgressChoice): boolean {
  const mode = modeOf(choice);
  return mode === 'tty' || mode === 'plain';
}

function modeOf(choice: ProgressChoice): Exclude<ProgressMode, 'auto'> {
  const { globals, env } = choice;
  const mode = resolveMode(globals.progress, env['COMPOSE_PROGRESS']);
  if (mode !== 'auto') return mode;
  const canRedraw =
    streamOf(choice).isTerminal && resolveAnsi(globals.ansi, env) !== 'never' && env['TERM'] !== 'dumb';
  return canRedraw ? 'tty' : 'plain';
}

function streamOf({ env, streams }: ProgressChoice): OutputStream {
  return isTrue(env['COMPOSE_STATUS_STDOUT']) ? streams.stdout : streams.stderr;
}

function resolveMode(given: ProgressMode | undefined, fromEnv: string | undefined): ProgressMode {
  return given ?? (isProgressMode(fromEnv) ? fromEnv : 'auto');
}
