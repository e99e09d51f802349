import { inspect } from 'node:util';
import { version } from '../lib/version.ts';

/**
 * What to say when Selkie itself is at fault: enough for a report, without arguments or environment, which may hold secrets.
 * `sourceStack` tells where in the sources a stack trace's places are.
 */
export function bugReport(error: unknown, command: string, sourceStack: (stack: string) => string): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : inspect(error);
  const cause =
    error instanceof Error && error.cause !== undefined ? `\ncaused by ${inspect(error.cause)}` : '';
  return [
    `error: this is a bug in Selkie, not in your project`,
    '',
    sourceStack(`${stack}${cause}`).replace(/^/gmu, '  '),
    '',
    `hint: please report it with these lines: selkie ${version}, node ${process.version}, ${process.platform} ${process.arch}, command \`${command}\``,
    '',
  ].join('\n');
}
