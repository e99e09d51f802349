import { composeVersion, version } from '../../lib/version.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import type { VersionOptions } from './version-command.ts';

/** `selkie version` */
export function run({ streams }: CommandContext, options: VersionOptions): number {
  streams.stdout.write(`${text(options)}\n`);
  return exitCode.done;
}

/**
 * Programs that start a compose program read from `--short` and from the JSON what it can (Dev Containers: how it names images), so
 * these begin with the release of docker compose that it does as.
 */
function text({ short, format }: VersionOptions): string {
  const asCompose = `${composeVersion}+selkie.${version}`;
  if (short === true) return asCompose;
  if (format === 'json') return JSON.stringify({ version: `v${asCompose}` });
  return `Selkie version ${version}, does as Docker Compose version v${composeVersion}`;
}
