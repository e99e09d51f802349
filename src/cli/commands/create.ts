import type { CommandContext } from '../context.ts';
import type { CreateOptions } from './create-command.ts';
import { run as up } from './up.ts';

/** `selkie create`: an `up` that starts nothing. */
export function run(context: CommandContext, options: CreateOptions): Promise<number> {
  return up(context, { ...options, withoutStart: true, color: true, logPrefix: true }, 'create');
}
