import { entry } from '../entry.ts';

/** Applying a plan. */
export const executeEntries = {
  'execute/dependency-unhealthy': entry<{ container: string }>({
    severity: 'error',
    message: ({ container }) => `dependency failed to start: container ${container} is unhealthy`,
  }),
} as const;
