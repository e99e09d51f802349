import type { CliIo } from '../../src/cli/cli-io.ts';
import { runCli as run } from '../../src/cli/run.ts';
import type { OutputStream } from '../../src/cli/streams.ts';
import type { Host } from '../../src/host/host.ts';
import { memoryHost } from './memory-host.ts';

/** What a command line gave. */
export interface CliResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The surroundings of a run in process. */
export interface RunCliOptions {
  readonly host?: Host;
  /** What standard input holds. */
  readonly stdin?: string;
  /** Both streams are terminals of this size. */
  readonly terminal?: { readonly columns: number; readonly rows: number };
  /** Called with a function that interrupts the run as Ctrl-C does. */
  readonly onStart?: (interrupt: () => void) => void;
}

/** Runs one command line in this process and gives its whole output. */
export async function runCli(argv: readonly string[], options: RunCliOptions = {}): Promise<CliResult> {
  const stdout = collector(options.terminal);
  const stderr = collector(options.terminal);
  const listeners = new Set<() => void>();
  const io: CliIo = {
    host: options.host ?? memoryHost(),
    streams: { stdout: stdout.stream, stderr: stderr.stream },
    stdin: {
      isTerminal: options.terminal !== undefined,
      // eslint-disable-next-line @typescript-eslint/require-await
      async *read() {
        yield Buffer.from(options.stdin ?? '');
      },
      setRaw: () => undefined,
      onResize: () => () => undefined,
    },
    readStdin: () => Promise.resolve(options.stdin ?? ''),
    sourceStack: (stack) => stack,
    interrupts: {
      listen: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      divert: () => () => undefined,
    },
  };
  options.onStart?.(() => listeners.forEach((listener) => listener()));
  const exitCode = await run(argv, io);
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

/** A stream that keeps what is written to it. */
export function collector(terminal: RunCliOptions['terminal']): {
  readonly stream: OutputStream;
  readonly text: () => string;
} {
  const chunks: Buffer[] = [];
  return {
    stream: {
      write: (data) => chunks.push(Buffer.from(data)),
      isTerminal: terminal !== undefined,
      size: () => terminal ?? { columns: 80, rows: 24 },
    },
    text: () => Buffer.concat(chunks).toString(),
  };
}
