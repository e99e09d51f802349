import { entry } from '../entry.ts';

/** Finding and talking to a Podman engine. */
export const engineEntries = {
  'engine/request-failed': entry<{ action: string; status: number; cause: string }>({
    severity: 'error',
    message: ({ action, cause }) => `Podman could not ${action}: ${cause}`,
  }),
} as const;
