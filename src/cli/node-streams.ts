import type { WriteStream } from 'node:tty';
import type { Interrupts, OutputStream, Streams } from './streams.ts';

/**
 * The process's own stdout and stderr. A reader that goes away (`selkie logs | head`) ends the process quietly, as it would
 * any other filter.
 */
export function nodeStreams(): Streams {
  return { stdout: outputStream(process.stdout), stderr: outputStream(process.stderr) };
}

function outputStream(stream: WriteStream & { readonly isTTY?: boolean }): OutputStream {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    // Writes to files, pipes and terminals are synchronous on Unix, so nothing is lost at process.exit.
    write: (data) => {
      stream.write(data);
    },
    // Node's types hold every stream for a terminal.
    isTerminal: stream.isTTY === true,
    size: () => ({ columns: stream.columns || 80, rows: stream.rows || 24 }),
  };
}

/** SIGINT, SIGTERM and SIGHUP of the process. The third one ends it whatever is going on. */
export function nodeInterrupts(): Interrupts {
  return {
    listen: (listener) => {
      let count = 0;
      const onSignal = () => {
        count++;
        if (count > 2) process.exit(130);
        listener();
      };
      const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
      for (const signal of signals) process.on(signal, onSignal);
      return () => {
        for (const signal of signals) process.off(signal, onSignal);
      };
    },
  };
}
