import type { Host } from '../host/host.ts';
import type { CommandContext } from './context.ts';
import type { GlobalOptions } from './globals.ts';
import type { Interrupts, Streams } from './streams.ts';
import { makeStyle, wantsColor } from './style.ts';
import { writeDiagnostics } from './write-diagnostics.ts';

/** The context of one command, and the way to let go of what it holds. */
export interface OwnedContext extends CommandContext {
  readonly dispose: () => Promise<void>;
}
