import type { OutputStream } from '../streams.ts';
import type { Reporter } from './reporter.ts';
import { resourceId } from './reporter.ts';

/** One line for each change of state, in docker compose's words: ` Container web-1  Started`. */
export function plainReporter(stream: OutputStream, isDryRun: boolean): Reporter {
  const lastLines = new Map<string, string>();
  const prefix = isDryRun ? 'DRY-RUN MODE - ' : '';
  return {
    begin: () => undefined,
    update: (update) => {
      const details = update.details === undefined ? '' : `  ${update.details}`;
      const line = `${prefix} ${resourceId(update)}  ${update.text}${details}`;
      // Bytes alone are no news here.
      if (lastLines.get(resourceId(update)) === line) return;
      lastLines.set(resourceId(update), line);
      stream.write(`${line}\n`);
    },
    end: () => undefined,
  };
}
