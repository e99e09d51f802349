import { version } from '../../lib/version.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import type { VersionOptions } from './version-command.ts';

/** `selkie version` */
export function run({ streams }: CommandContext, options: VersionOptions): number {
  streams.stdout.write(`${text(options)}\n`);
  return exitCode.done;
}

function text({ short, format }: VersionOptions): string {
  if (short === true) return version;
  return format === 'json' ? JSON.stringify({ version }) : `Selkie version ${version}`;
}
