import { isatty } from 'node:tty';
import type { CliIo } from './cli-io.ts';
import { exitCode } from './exit-code.ts';
import type { OutputStream } from './streams.ts';

/** The process's own streams and signals. `exit` ends it at once. */
export function nodeIo(exit: (status: number) => never): Omit<CliIo, 'host'> {
  return {
    streams: { stdout: outputStream(process.stdout, exit), stderr: outputStream(process.stderr, exit) },
    interrupts: {
      listen: (listener) => {
        let count = 0;
        const onSignal = () => {
          count++;
          // The first asks to stop, the second to stop at once; who still presses wants out.
          if (count > 2) exit(exitCode.interrupted);
          listener();
        };
        const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
        for (const signal of signals) process.on(signal, onSignal);
        return () => {
          for (const signal of signals) process.off(signal, onSignal);
        };
      },
    },
    readStdin: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
      return Buffer.concat(chunks).toString();
    },
  };
}

function outputStream(
  stream: NodeJS.WriteStream & { readonly fd: number },
  exit: (status: number) => never,
): OutputStream {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // The reader went away (`selkie logs | head`): there is no one to tell, and nothing is wrong.
    if (error.code === 'EPIPE') exit(exitCode.done);
    throw error;
  });
  return {
    // Writes to files, pipes and terminals are synchronous on Unix, so nothing is lost when the process exits.
    write: (data) => {
      stream.write(data);
    },
    isTerminal: isatty(stream.fd),
    size: () => ({ columns: stream.columns || 80, rows: stream.rows || 24 }),
  };
}
