import { CommanderError } from '@commander-js/extra-typings';
import { ToolError } from '../diagnostics/tool-error.ts';
import { bugReport } from './bug-report.ts';
import type { CliIo } from './cli-io.ts';
import type { Handler, Shell } from './context.ts';
import { exitCode } from './exit-code.ts';
import type { GlobalOptions } from './globals.ts';
import { makeContext } from './make-context.ts';
import { makeProgram } from './program.ts';
import type { Vocabulary } from './usage-error.ts';
import { usageDiagnostic } from './usage-error.ts';
import { writeDiagnostics } from './write-diagnostics.ts';

/** Runs one command line (without node and script name) to its end and gives its exit status. Never rejects. */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  let status: number = exitCode.done;
  const { stdout } = io.streams;
  const shell: Shell = {
    handle: async (handler) => {
      status = await runHandler(handler, program.globals(), program.vocabulary().command, io);
    },
  };
  const program = await makeProgram(argv, shell, {
    write: stdout.write,
    columns: () => stdout.size().columns,
  });
  if (program.isEmpty) {
    stdout.write(program.root.helpInformation());
    return exitCode.done;
  }
  try {
    await program.root.parseAsync(argv, { from: 'user' });
    return status;
  } catch (error) {
    if (!(error instanceof CommanderError)) return reportBug(error, program.vocabulary().command, io);
    if (error.exitCode === 0) return exitCode.done;
    return reportUsage(error, program.vocabulary(), program.globals(), io);
  }
}

async function runHandler(
  handler: Handler,
  globals: GlobalOptions,
  command: string,
  io: CliIo,
): Promise<number> {
  const context = makeContext(globals, io);
  try {
    return await Promise.race([handler(context), forcedEnd(context.forceSignal)]);
  } catch (error) {
    if (error instanceof ToolError) {
      context.report(error.diagnostics);
      return context.signal.aborted ? exitCode.interrupted : exitCode.failed;
    }
    if (context.signal.aborted) return exitCode.interrupted;
    return reportBug(error, command, io);
  } finally {
    await context.dispose();
  }
}

/** How long a command may take to end after the second Ctrl-C. */
const forcedGraceMs = 3000;

function forcedEnd(forceSignal: AbortSignal): Promise<number> {
  return new Promise((resolve) => {
    const end = () => setTimeout(() => resolve(exitCode.interrupted), forcedGraceMs).unref();
    forceSignal.addEventListener('abort', end, { once: true });
  });
}

function reportUsage(
  error: CommanderError,
  vocabulary: Vocabulary,
  globals: GlobalOptions,
  io: CliIo,
): number {
  // `machine` without a subcommand: its help is the answer, as `selkie` alone gives its own.
  if (error.code === 'commander.help') return exitCode.done;
  writeDiagnostics([usageDiagnostic(error, vocabulary)], globals, io);
  return exitCode.failed;
}

function reportBug(error: unknown, command: string, io: CliIo): number {
  io.streams.stderr.write(bugReport(error, command, io.sourceStack));
  return exitCode.bug;
}
