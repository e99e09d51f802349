import type { CliIo } from './cli/cli-io.ts';
import { nodeIo } from './cli/node-io.ts';
import { runCli } from './cli/run.ts';
import { nodeHost } from './host/node-host.ts';

/** Runs one command line (without node and script name) on this process's streams, and ends the process with its status. */
export async function runProcess(argv: readonly string[]): Promise<void> {
  // Not only the exit status is set: handles that a library left open must not keep the process.
  const exit = (status: number): never => process.exit(status);
  const { drained, ...io } = nodeIo(exit);
  const status = await runCli(argv, { host: nodeHost(), ...io });
  await drained();
  exit(status);
}

/**
 * The same on this machine's files, but nothing is shown, nothing is asked, and the process goes on. Throws what was said when the
 * command fails.
 */
export async function rehearse(argv: readonly string[]): Promise<void> {
  let said = '';
  const silent = {
    write: (text: string | Uint8Array) => {
      said += String(text);
    },
    isTerminal: false,
    size: () => ({ columns: 80, rows: 24 }),
  };
  const io: CliIo = {
    host: nodeHost(),
    streams: { stdout: silent, stderr: silent },
    stdin: {
      isTerminal: false,
      // eslint-disable-next-line @typescript-eslint/require-await, require-yield
      read: async function* () {
        return;
      },
      setRaw: () => undefined,
      onResize: () => () => undefined,
    },
    interrupts: { listen: () => () => undefined, divert: () => () => undefined },
    readStdin: () => Promise.resolve(''),
    sourceStack: (stack) => stack,
  };
  if ((await runCli(argv, io)) !== 0) throw new Error(`\`${argv.join(' ')}\` failed: ${said}`);
}
