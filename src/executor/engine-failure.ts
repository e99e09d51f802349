import { ToolError } from '../diagnostics/tool-error.ts';
import { messageOf } from '../diagnostics/words.ts';

/** What an engine says, with status 500, of a container that is taken away while it looks (seen with 5.4 and 5.8). */
const takenAway = /found in database: no such container/u;

/** True when the engine refused because the thing is not there. */
export function isMissing(error: unknown): boolean {
  return (
    error instanceof ToolError &&
    error.diagnostics.some(
      (diagnostic) =>
        diagnostic.code === 'engine/request-failed' &&
        (diagnostic.args.status === 404 || takenAway.test(diagnostic.args.cause)),
    )
  );
}

/** A failure in one sentence. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ToolError) return error.diagnostics.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
