import type { CommandContext } from '../context.ts';
import type { ScaleOptions } from './scale-command.ts';
import { run as up } from './up.ts';

/** `selkie scale`: an `up` of the named services with those numbers, which leaves orphans alone. */
export function run(context: CommandContext, { scale, ...options }: ScaleOptions): Promise<number> {
  const targets = [...scale.keys()];
  const given = { ...options, targets, scale, detach: true, removeOrphans: false } as const;
  return up(context, { ...given, color: true, logPrefix: true }, 'scale');
}
