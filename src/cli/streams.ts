/** A place to write to, with what is known of the terminal behind it. */
export interface OutputStream {
  readonly write: (data: string | Uint8Array) => void;
  readonly isTerminal: boolean;
  /** Current size; 80 × 24 where there is no terminal. */
  readonly size: () => { readonly columns: number; readonly rows: number };
}

/** Data goes to stdout, everything else to stderr. */
export interface Streams {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}

/** Standard input as bytes. */
export interface InputStream {
  readonly isTerminal: boolean;
  /** What comes, piece by piece. Ends at its end, and when the signal aborts. */
  readonly read: (signal: AbortSignal) => AsyncIterable<Uint8Array>;
  /** Raw: every key comes at once and without echo, and Ctrl-C is a key. Nothing happens where there is no terminal. */
  readonly setRaw: (isRaw: boolean) => void;
  /** Calls back when the terminal gets another size; gives the way to stop that. */
  readonly onResize: (listener: () => void) => () => void;
}

/** The signals that ask a program to do something. */
export interface Interrupts {
  /** Calls back on each Ctrl-C, SIGTERM and SIGHUP; gives the way to stop listening. */
  readonly listen: (listener: () => void) => () => void;
  /** From now on signals go to this listener and to no other, as they are somebody else's; gives the way back. */
  readonly divert: (listener: (signal: NodeJS.Signals) => void) => () => void;
}
