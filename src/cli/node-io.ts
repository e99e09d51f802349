import { isTerminal, openOutput } from '../host/output.ts';
import type { Output } from '../host/output.ts';
import { sourceStack } from '../host/source-stack.ts';
import type { CliIo } from './cli-io.ts';
import { exitCode } from './exit-code.ts';
import type { InputStream, Interrupts, OutputStream } from './streams.ts';

/** What a command line has of its process. */
export interface NodeIo extends Omit<CliIo, 'host'> {
  /** Resolves when everything that was written is on its way: what is not is lost when the process exits. */
  readonly drained: () => Promise<void>;
}

/** The process's own streams and signals. `exit` ends it at once. */
export function nodeIo(exit: (status: number) => never): NodeIo {
  // The reader went away (`selkie logs | head`): there is no one to tell, and nothing is wrong.
  const onGone = () => exit(exitCode.done);
  const stdout = openOutput(1, () => process.stdout, onGone);
  const stderr = openOutput(2, () => process.stderr, onGone);
  return {
    streams: { stdout: streamTo(stdout), stderr: streamTo(stderr) },
    drained: async () => {
      await Promise.all([stdout.drained(), stderr.drained()]);
    },
    stdin: inputStream(),
    interrupts: interrupts(exit),
    sourceStack,
    readStdin: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
      return Buffer.concat(chunks).toString();
    },
  };
}

/** Signals that mean something to a program in a container; those of the first list end Selkie itself otherwise. */
const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const divertedSignals = [...endingSignals, 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;

function interrupts(exit: (status: number) => never): Interrupts {
  let isDiverted = false;
  return {
    listen: (listener) => {
      let count = 0;
      const onSignal = () => {
        if (isDiverted) return;
        count++;
        // The first asks to stop, the second to stop at once; who still presses wants out.
        if (count > 2) exit(exitCode.interrupted);
        listener();
      };
      for (const signal of endingSignals) process.on(signal, onSignal);
      return () => {
        for (const signal of endingSignals) process.off(signal, onSignal);
      };
    },
    divert: (listener) => {
      isDiverted = true;
      for (const signal of divertedSignals) process.on(signal, listener);
      return () => {
        isDiverted = false;
        for (const signal of divertedSignals) process.off(signal, listener);
      };
    },
  };
}

function inputStream(): InputStream {
  return {
    get isTerminal() {
      return isTerminal(0);
    },
    async *read(signal) {
      const chunks = process.stdin.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]();
      const aborted = new Promise<undefined>((resolve) => {
        if (signal.aborted) resolve(undefined);
        else signal.addEventListener('abort', () => resolve(undefined), { once: true });
      });
      for (;;) {
        // Input that cannot be read (a folder, a terminal that went away) has ended.
        const next = chunks.next().catch(() => undefined);
        const chunk = await Promise.race([next, aborted]);
        if (chunk === undefined || chunk.done === true) return;
        yield chunk.value as Uint8Array;
      }
    },
    setRaw: (isRaw) => {
      if (isTerminal(0)) process.stdin.setRawMode(isRaw);
    },
    onResize: (listener) => {
      process.stdout.on('resize', listener);
      return () => process.stdout.off('resize', listener);
    },
  };
}

function streamTo(output: Output): OutputStream {
  return {
    write: output.write,
    get isTerminal() {
      return output.isTerminal();
    },
    size: output.size,
  };
}
