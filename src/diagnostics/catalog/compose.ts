import { entry } from '../entry.ts';

/** What the parser finds in compose files, env files and their values. */
export const composeEntries = {
  'compose/no-file': entry<{ directory: string; tried: readonly string[] }>({
    severity: 'error',
    message: ({ directory }) => `no configuration file provided: not found in \`${directory}\` or above it`,
    help: ({ tried }) =>
      `looked for ${tried.map((name) => `\`${name}\``).join(', ')}; name a file with \`-f\``,
  }),
} as const;
