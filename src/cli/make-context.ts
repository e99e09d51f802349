import { diagnose, hasErrors } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import type { Host } from '../host/host.ts';
import type { CommandContext, Engine } from './context.ts';
import type { GlobalOptions } from './globals.ts';
import type { Interrupts, Streams } from './streams.ts';
import { makeStyle, wantsColor } from './style.ts';
import { writeDiagnostics } from './write-diagnostics.ts';

/** The context of one command, and the way to let go of what it holds. */
export interface OwnedContext extends CommandContext {
  readonly dispose: () => Promise<void>;
}

/** Makes the context of a command. Nothing is read or connected before the command asks for it. */
export function makeContext(
  globals: GlobalOptions,
  io: { readonly host: Host; readonly streams: Streams; readonly interrupts: Interrupts },
): OwnedContext {
  const { host, streams } = io;
  const { signal, forceSignal, stopListening } = abortOn(io.interrupts);
  const styleOf = ({ isTerminal }: Streams['stdout']) =>
    makeStyle(wantsColor(globals.ansi ?? 'auto', isTerminal, host.env));
  let engine: Promise<Engine> | undefined;
  const report: CommandContext['report'] = (diagnostics) => writeDiagnostics(diagnostics, globals, io);
  return {
    host,
    streams,
    globals,
    outStyle: styleOf(streams.stdout),
    errStyle: styleOf(streams.stderr),
    signal,
    forceSignal,
    report,
    loadProject: async (request = {}) => {
      const { load } = await import('../parser/load.ts');
    },
    connect: () => (engine ??= connect(globals, host, signal)),
    dispose: async () => {
      stopListening();
      // One that never came up was reported when it was asked for.
      await engine?.then(
        ({ client }) => client.close(),
        () => undefined,
      );
    },
  };
}

/** The first interrupt aborts one signal, the second the other. */
function abortOn(interrupts: Interrupts) {
  const gentle = new AbortController();
  const forced = new AbortController();
  const stopListening = interrupts.listen(() => (gentle.signal.aborted ? forced : gentle).abort());
  return { signal: gentle.signal, forceSignal: forced.signal, stopListening };
}
