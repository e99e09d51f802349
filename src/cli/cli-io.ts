import type { Host } from '../host/host.ts';
import type { InputStream, Interrupts, Streams } from './streams.ts';

/** The world of one run of the command line. */
export interface CliIo {
  readonly host: Host;
  readonly streams: Streams;
  readonly stdin: InputStream;
  readonly interrupts: Interrupts;
  /** All of standard input, as text. */
  readonly readStdin: () => Promise<string>;
  /** A stack trace with places in the sources, where they can be found. */
  readonly sourceStack: (stack: string) => string;
}
