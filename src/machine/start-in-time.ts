import { diagnose } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import type { MachineEngine } from './machine.ts';
import type { MachineContext, MachineProvider } from './provider.ts';

/** How long a machine may take to boot when nothing else is said: without a CPU's help a virtual machine needs minutes. */
const startLimitMs = 10 * 60_000;

/** Starts a machine; one that is not up in time is taken back, and rejects with a ToolError. */
export async function startInTime(
  context: MachineContext,
  provider: MachineProvider,
  name: string,
  limitMs = startLimitMs,
): Promise<MachineEngine> {
  const limit = AbortSignal.timeout(limitMs);
  try {
    return await provider.start({ ...context, signal: AbortSignal.any([context.signal, limit]) }, name);
  } catch (error) {
    context.signal.throwIfAborted();
    if (!limit.aborted || error instanceof ToolError) throw error;
    throw new ToolError(diagnose('machine/not-up-in-time', { name, seconds: limitMs / 1000 }), {
      cause: error,
    });
  }
}
