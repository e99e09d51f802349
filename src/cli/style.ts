import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** Roles that text plays in output, each with one look; plain text when colours are off. */
export interface Style {
  readonly hasColor: boolean;
  readonly strong: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly done: (text: string) => string;
  readonly working: (text: string) => string;
  /** The colour of the nth service in a log. */
  readonly series: (index: number, text: string) => string;
}

/** The words that `--ansi` takes. */
export const ansiModes = ['auto', 'never', 'always'] as const;

/** When to use colours. */
export type AnsiMode = (typeof ansiModes)[number];

/** Service colours in the order they are given out; after one round they come again in bold. */
const seriesColors = ['cyan', 'yellow', 'green', 'magenta', 'blue'] as const;

/** The mode that `--ansi` names, or else `COMPOSE_ANSI`, or else `auto`. */
export function resolveAnsi(
  given: AnsiMode | undefined,
  env: Readonly<Record<string, string | undefined>>,
): AnsiMode {
  return given ?? ansiModes.find((mode) => mode === env['COMPOSE_ANSI']) ?? 'auto';
}

/** True when output to a stream should be coloured. `NO_COLOR` (any value but the empty one) speaks for `auto` only. */
export function wantsColor(
  mode: AnsiMode,
  isTerminal: boolean,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (mode !== 'auto') return mode === 'always';
  return isTerminal && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}

/** The looks, or none at all. */
export function makeStyle(hasColor: boolean): Style {
  const as = (format: Format) => (text: string) => (hasColor ? paint(format, text) : text);
  return {
    hasColor,
    strong: as('bold'),
    dim: as('dim'),
    error: as('red'),
    warning: as('yellow'),
    done: as('green'),
    working: as('blue'),
    series: (index, text) => as(seriesFormat(index))(text),
  };
}

function seriesFormat(index: number): Format {
  const color = seriesColors[index % seriesColors.length] ?? 'cyan';
  return Math.floor(index / seriesColors.length) % 2 === 0 ? color : ['bold', color];
}

// `validateStream: false`: whether to colour was decided above, for the stream that is written to.
function paint(format: Format, text: string): string {
  return styleText(format, text, { validateStream: false });
}
