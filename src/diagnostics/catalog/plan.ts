import { entry } from '../entry.ts';

/** What planning finds: requests that cannot be carried out, and what the user should know beforehand. */
export const planEntries = {
  'plan/unknown-service': entry<{ service: string; nearest: string | undefined }>({
    severity: 'error',
    message: ({ service }) => `no such service: ${service}`,
    help: ({ nearest }) => nearest !== undefined && `did you mean \`${nearest}\`?`,
  }),
} as const;
