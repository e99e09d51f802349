import { entry } from '../entry.ts';

/** What the parser finds in compose files, env files and their values. */
export const composeEntries = {
  'compose/no-file': entry<{ directory: string; tried: readonly string[] }>({
    severity: 'error',
    message: ({ directory }) => `no configuration file provided: not found in \`${directory}\` or above it`,
    help: ({ tried }) =>
      `looked for ${tried.map((name) => `\`${name}\``).join(', ')}; name a file with \`-f\``,
  }),

  // What the schema finds (parser/validate.ts)
  'compose/unknown-key': entry<{
    key: string;
    nearest: string | undefined;
    /** Path of the mapping that it belongs to; empty for the top level. */
    place: string | undefined;
    /** The keys that the mapping may have. */
    known: readonly string[];
  }>({
    severity: 'error',
    message: ({ key }) => `unknown key \`${key}\``,
    help: ({ key, nearest, place, known }) => {
      if (nearest !== undefined) return `did you mean \`${nearest}\`?`;
      if (place !== undefined) {
        return `\`${key}\` belongs ${place === '' ? 'at the top level of the file' : `under \`${place}\``}`;
      }
      return (
        known.length > 0 &&
        known.length <= 12 &&
        `the keys here are ${known.map((name) => `\`${name}\``).join(', ')}`
      );
    },
  }),
  'compose/wrong-type': entry<{
    path: string;
    expected: string;
    actual: string;
    advice: string | undefined;
  }>({
    severity: 'error',
    message: ({ path, expected, actual }) =>
      `\`${path}\` must be ${expected}, ${actual === 'empty' ? 'but is empty' : `not ${actual}`}`,
    help: ({ advice }) => advice,
  }),
  'compose/bad-value': entry<{ path: string; expected: string; nearest: string | undefined }>({
    severity: 'error',
    message: ({ path, expected }) => `\`${path}\` must be ${expected}`,
    help: ({ nearest }) => nearest !== undefined && `did you mean \`${nearest}\`?`,
  }),
  'compose/missing-key': entry<{ path: string; key: string; choices: readonly string[] }>({
    severity: 'error',
    message: ({ path, key }) => `\`${path}\` needs the key \`${key}\``,
    help: ({ key, choices }) =>
      choices.length > 0 && `\`${key}\` is one of ${choices.map((choice) => `\`${choice}\``).join(', ')}`,
  }),
  'compose/bad-name': entry<{ path: string; name: string }>({
    severity: 'error',
    message: ({ path, name }) =>
      name === '' ? `a name under \`${path}\` is empty` : `\`${name}\` cannot be a name under \`${path}\``,
    help: () => 'names are made of letters, digits, `_`, `.` and `-`',
  }),
  'compose/repeated-entry': entry<{ path: string }>({
    severity: 'error',
    message: ({ path }) => `\`${path}\` has the same entry twice`,
    help: () => 'remove one of them',
  }),
} as const;
