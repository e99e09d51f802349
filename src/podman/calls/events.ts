import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Api } from '../api.ts';
import { filtersParameter } from '../api.ts';
import type { PodmanClient } from '../client.ts';
import { decodeEvent } from '../decode/event.ts';
import { badReply } from '../decode/fields.ts';
import { readJsonLines } from '../ndjson.ts';
import type { EngineEvent } from '../replies.ts';
import type { Answer } from '../transport.ts';

const action = 'watch events';

/**
 * The engine's events. The iteration ends quietly when the signal aborts; when the engine stops sending it rejects with
 * `engine/connection-lost`, so that nobody waits for an event that will never come.
 */
export function eventCalls({ transport, at }: Api): Pick<PodmanClient, 'events'> {
  return {
    events: async (filters, { since, until }, signal) => {
      const { body } = await transport.open({
        method: 'GET',
        path: at('/events'),
        query: { stream: true, since, until, filters: filtersParameter(filters) },
        action,
        isUnhurried: true,
        signal,
      });
      return read(body, until !== undefined, signal);
    },
  };
}

async function* read(
  body: Answer['body'],
  hasEnd: boolean,
  signal: AbortSignal,
): AsyncGenerator<EngineEvent> {
  try {
    const lines = readJsonLines(body, (line) => {
      throw badReply('event', `a line is no JSON (\`${line.slice(0, 60)}\`)`);
    });
    for await (const value of lines) yield decodeEvent(value);
  } catch (error) {
    if (signal.aborted) return;
    throw error;
  }
  if (signal.aborted || hasEnd) return;
  throw new ToolError(
    diagnose('engine/connection-lost', { action, problem: 'the engine stopped sending events' }),
  );
}
