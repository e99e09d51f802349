import { entry } from '../entry.ts';

/** The command line itself. */
export const cliEntries = {
  'cli/usage': entry<{ problem: string; command: string }>({
    severity: 'error',
    message: ({ problem }) => problem,
    help: ({ command }) => `see \`${command} --help\``,
  }),
} as const;
