import type { CommandContext } from '../context.ts';
import type { ScaleOptions } from './scale-command.ts';
import { run as up } from './up.ts';

/** `selkie scale`: an `up` of the named services with those numbers. */
export function run(context: CommandContext, { scale, ...options }: ScaleOptions): Promise<number> {
  return up(context, {
    ...options,
    targets: [...scale.keys()],
    scale,
    detach: true,
    color: true,
    logPrefix: true,
  });
}
