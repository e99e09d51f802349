import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Host } from '../host/host.ts';
import type { Project } from '../model/project.ts';
import type { Connection } from '../podman/connection.ts';
import type { GlobalOptions } from './globals.ts';
import type { InputStream, Interrupts, Streams } from './streams.ts';
import type { Style } from './style.ts';

/** What a command handler gets. It writes data to stdout, all else to stderr, and returns its exit status. */
export interface CommandContext {
  readonly host: Host;
  readonly streams: Streams;
  readonly stdin: InputStream;
  /** All of standard input, as text. */
  readonly readStdin: () => Promise<string>;
  readonly globals: GlobalOptions;
  /** Looks for text on stdout. */
  readonly outStyle: Style;
  /** Looks for text on stderr. */
  readonly errStyle: Style;
  /** Aborts on the first Ctrl-C or SIGTERM: stop, gracefully. */
  readonly signal: AbortSignal;
  /** Aborts on the second: stop at once. */
  readonly forceSignal: AbortSignal;
  /** Sends signals somewhere else: to a process in a container. */
  readonly divertSignals: Interrupts['divert'];
  /** Writes findings to stderr, as text or (`--format json`) as JSON. */
  readonly report: (diagnostics: readonly Diagnostic[]) => void;
  /** Loads the project that the global options name, and reports what was found. Rejects with a ToolError when there is none. */
  readonly loadProject: (request?: ProjectRequest) => Promise<Project>;
  /** The engine, connected once and closed after the command. Rejects with a ToolError when there is none. */
  readonly connect: () => Promise<Engine>;
}

/** The engine that a command works with. */
export type Engine = Connection;

/** What of the project a command needs. */
export interface ProjectRequest {
  /** Services named on the command line: their profiles are turned on. Empty is all. */
  readonly services?: readonly string[];
  /** Nothing is made from it, so env files of services may be missing. */
  readonly isForLooking?: boolean;
}

/** A command's work: resolves to the exit status. */
export type Handler = (context: CommandContext) => Promise<number>;

/** What declared commands hand their work to: it makes the context and keeps the exit status. */
export interface Shell {
  readonly handle: (handler: Handler) => Promise<void>;
}
