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

/** Ctrl-C and SIGTERM: `listen` calls back on each and returns the way to stop listening. */
export interface Interrupts {
  readonly listen: (listener: () => void) => () => void;
}
