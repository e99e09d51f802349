import type { OutputStream } from '../streams.ts';
import type { Reporter } from './reporter.ts';
import { resourceId } from './reporter.ts';

/** One JSON object on a line for each update, with docker compose's member names. */
export function jsonReporter(stream: OutputStream, isDryRun: boolean): Reporter {
  return {
    begin: () => undefined,
    update: (update) => {
      const { status, text, details, current, total } = update;
      const line = {
        ...(isDryRun ? { 'dry-run': true } : {}),
        id: resourceId(update),
        status,
        text,
        ...(details === undefined ? {} : { details }),
        ...(current === undefined ? {} : { current }),
        ...(total === undefined ? {} : { total, percent: percent(current ?? 0, total) }),
      };
      stream.write(`${JSON.stringify(line)}\n`);
    },
    end: () => undefined,
  };
}

function percent(current: number, total: number): number {
  return total <= 0 ? 0 : Math.min(100, Math.floor((current * 100) / total));
}
