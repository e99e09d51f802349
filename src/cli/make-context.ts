import { ToolError } from '../diagnostics/tool-error.ts';
import type { Host } from '../host/host.ts';
import type { CliIo } from './cli-io.ts';
import type { CommandContext, Engine } from './context.ts';
import { environmentOf, isTrue } from './environment.ts';
import type { GlobalOptions } from './globals.ts';
import { loadRequest } from './load-request.ts';
import type { Streams } from './streams.ts';
import { makeStyle, resolveAnsi, wantsColor } from './style.ts';
import { writeDiagnostics } from './write-diagnostics.ts';

/** The context of one command, and the way to let go of what it holds. */
export interface OwnedContext extends CommandContext {
  readonly dispose: () => Promise<void>;
}

/** Makes the context of a command. Nothing is read or connected before the command asks for it. */
export function makeContext(globals: GlobalOptions, io: CliIo): OwnedContext {
  const { host, streams, readStdin } = io;
  const { gentle, forced, stopListening } = abortOn(io.interrupts);
  const { signal } = gentle;
  const forceSignal = forced.signal;
  const styleOf = ({ isTerminal }: Streams['stdout']) =>
    makeStyle(wantsColor(resolveAnsi(globals.ansi, host.env), isTerminal, host.env));
  let engine: Promise<Engine> | undefined;
  // An engine that was not there may be there when it is asked for again.
  const forget = (error: unknown): never => {
    engine = undefined;
    throw error;
  };
  const report: CommandContext['report'] = (diagnostics) => writeDiagnostics(diagnostics, globals, io);
  return {
    host,
    streams,
    stdin: io.stdin,
    readStdin,
    globals,
    outStyle: styleOf(streams.stdout),
    errStyle: styleOf(streams.stderr),
    signal,
    forceSignal,
    divertSignals: io.interrupts.divert,
    report,
    loadProject: async ({ services = [], isForLooking = false } = {}) => {
      const { load } = await import('../parser/load.ts');
      const request = loadRequest({ globals, readStdin, signal }, services);
      const { value, diagnostics } = await load({ ...request, noEnvResolution: isForLooking }, host);
      if (value === undefined) throw new ToolError(diagnostics);
      report(diagnostics);
      const { placementOf } = await import('./placement.ts');
      const env = environmentOf({ host }, value);
      if (!isForLooking) {
        const { unappliedVariables } = await import('./podman-compose-variables.ts');
        report(unappliedVariables(env));
      }
      const placed = { ...value, placement: placementOf(value, globals, env) };
      if (!globals.isCompatible && !isTrue(env['COMPOSE_COMPATIBILITY'])) return placed;
      const { withCompatibleNames } = await import('./compatible-names.ts');
      return withCompatibleNames(placed);
    },
    connect: () => (engine ??= connectTo(globals, host, signal).catch(forget)),
    dispose: async () => {
      stopListening();
      // A connection that is still being made is wanted no more.
      gentle.abort();
      // One that never came up was reported when it was asked for.
      await engine?.then(
        ({ client }) => client.close(),
        () => undefined,
      );
    },
  };
}

async function connectTo(globals: GlobalOptions, host: Host, signal: AbortSignal): Promise<Engine> {
  const { connect } = await import('../podman/connection.ts');
  return connect({ url: globals.url, connection: globals.connection }, host, signal);
}

/** The first interrupt aborts one signal, the second the other. */
function abortOn(interrupts: CliIo['interrupts']) {
  const gentle = new AbortController();
  const forced = new AbortController();
  const stopListening = interrupts.listen(() => (gentle.signal.aborted ? forced : gentle).abort());
  return { gentle, forced, stopListening };
}
