import type { ToolError } from '../../diagnostics/tool-error.ts';
import type { Host, RunOptions } from '../../host/host.ts';

/** Runs programs on the host at the other end of an ssh. */
export interface FarShell {
  /**
   * Runs a program to its end, whose words arrive as they are: no shell over there reads them. Resolves for any exit status;
   * rejects with a ToolError when ssh itself fails.
   */
  readonly run: (
    words: readonly string[],
    options?: Pick<RunOptions, 'signal' | 'onLine'>,
  ) => Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }>;
  /** Unpacks an archive of absolute paths over there. Rejects with a ToolError when that fails. */
  readonly unpack: (archive: Uint8Array) => Promise<void>;
}

/** What a shell over there needs. */
export interface ShellRequest {
  readonly host: Host;
  /** Path of ssh here. */
  readonly program: string;
  /** Its options and the destination. */
  readonly base: readonly string[];
  readonly fail: (output: string) => ToolError;
}

/*
 * The far shell reads one fixed line each time. The words come after it on standard input, each ended by a zero byte, which
 * no word can hold. `xargs` has statuses of its own, so the program's is told at the end of stderr.
 */
const runLine = `xargs -0 -x sh -c '"$@" </dev/null; echo "ended with $?" >&2' sh`;
const unpackLine = 'tar -xoPf -';
const statusLine = /(?:^|\n)ended with (\d+)\n$/u;

/** Runs programs by one ssh each. */
export function farShell({ host, program, base, fail }: ShellRequest): FarShell {
  return {
    run: async (words, { signal, onLine } = {}) => {
      const result = await host.processes.run(program, [...base, runLine], {
        input: words.map((word) => `${word}\0`).join(''),
        ...(signal === undefined ? {} : { signal }),
        ...(onLine === undefined ? {} : { onLine }),
      });
      const [whole, status] = statusLine.exec(result.stderr) ?? [];
      if (whole === undefined) throw fail(lastLine(result.stderr));
      const stderr = result.stderr.slice(0, -whole.length);
      return { exitCode: Number(status), stdout: result.stdout, stderr: stderr === '' ? '' : `${stderr}\n` };
    },
    unpack: async (archive) => {
      const { exitCode, stderr } = await host.processes.run(program, [...base, unpackLine], {
        input: archive,
      });
      if (exitCode !== 0) throw fail(lastLine(stderr));
    },
  };
}

function lastLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').at(-1) ?? 'it ended without a word';
}
