import { createInterface } from 'node:readline/promises';
import type { CommandContext } from '../context.ts';

/** Asks a yes-or-no question on the terminal; no is the answer where there is none, and to an empty line. */
export async function ask({ streams, signal }: CommandContext, question: string): Promise<boolean> {
  // Node's types hold every standard input for a terminal.
  const hasTerminal: boolean = process.stdin.isTTY;
  if (!streams.stderr.isTerminal || !hasTerminal) return false;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await lines.question(`${question} [y/N] `, { signal });
    return /^y(es)?$/iu.test(answer.trim());
  } finally {
    lines.close();
  }
}
