import { spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';
import type { RunResult } from './test-host.ts';

/** A program on a terminal of its own. */
export interface OnTerminal {
  /** All that the terminal has shown. */
  readonly screen: () => string;
  /** Resolves once the terminal shows the text; rejects when the program ends before. */
  readonly untilItShows: (text: string) => Promise<void>;
  /** Presses keys: `\x03` is Ctrl-C. */
  readonly type: (keys: string) => void;
  /** Gives the terminal another size, of which the program is told as by any terminal. */
  readonly resize: (rows: number, columns: number) => Promise<void>;
  /** `stdout` is what the terminal has shown. */
  readonly ended: Promise<RunResult>;
}

/** Starts a command on a new terminal of 30 rows and 100 columns; `script` of util-linux makes it. */
export function startOnTerminal(
  command: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): OnTerminal {
  const quoted = command.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(' ');
  const shell = `tty; stty rows 30 cols 100; exec ${quoted}`;
  const child = spawn('script', ['--quiet', '--return', '--flush', '--command', shell, '/dev/null'], {
    cwd,
    env: { ...env, SHELL: '/bin/sh', TERM: 'xterm' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let screen = '';
  const listeners = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
    for (const listener of listeners) listener();
  });
  child.stdin.on('error', () => undefined);
  const ended = new Promise<RunResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ exitCode: code ?? 128, stdout: screen, stderr: '' }));
  });
  return {
    screen: () => screen,
    untilItShows: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!screen.includes(text)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        ended.then(() => reject(new Error(`it ended and never showed ${text}:\n${screen}`)), reject);
        setTimeout(() => reject(new Error(`it does not show ${text}:\n${screen}`)), 20_000).unref();
      }),
    type: (keys) => {
      child.stdin.write(keys);
    },
    resize: async (rows, columns) => {
      const device = /^\/dev\/\S+/u.exec(screen)?.[0] ?? '';
      const stty = spawn('stty', ['-F', device, 'rows', String(rows), 'cols', String(columns)]);
      await new Promise((resolve) => stty.on('close', resolve));
    },
    ended,
  };
}
