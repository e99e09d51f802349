import { entry } from '../entry.ts';

/** Machines: engines that Selkie provides. */
export const machineEntries = {
  'machine/not-root': entry<{ action: string }>({
    severity: 'error',
    message: ({ action }) => `\`${action}\` needs root`,
    help: () => 'run it with sudo',
  }),
} as const;
