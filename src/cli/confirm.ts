import type { CommandContext } from './context.ts';
import { ask } from './machine/ask.ts';

/** Asks a yes-or-no question: on the terminal, or else the first line of what is piped in answers it. No is the answer to an empty one. */
export async function confirm(context: CommandContext, question: string): Promise<boolean> {
  // Node's types hold every standard input for a terminal.
  const hasTerminal: boolean = process.stdin.isTTY;
  if (hasTerminal) return ask(context, question);
  const [answer = ''] = (await context.readStdin()).split('\n', 1);
  return /^y(es)?$/iu.test(answer.trim());
}
