import type { Reporter } from './reporter.ts';

/** Shows nothing. */
export const quietReporter: Reporter = {
  begin: () => undefined,
  update: () => undefined,
  end: () => undefined,
};
