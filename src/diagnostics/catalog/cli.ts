import { entry } from '../entry.ts';

/** The command line itself. */
export const cliEntries = {
  'cli/usage': entry<{ problem: string; command: string }>({
    severity: 'error',
    message: ({ problem }) => problem,
    help: ({ command }) => `see \`${command} --help\``,
  }),
  'cli/unknown-command': entry<{ name: string; command: string; nearest: string | undefined }>({
    severity: 'error',
    message: ({ name, command }) => `\`${command}\` has no command \`${name}\``,
    help: ({ command, nearest }) =>
      nearest === undefined
        ? `\`${command} --help\` lists the commands`
        : `did you mean \`${command} ${nearest}\`?`,
  }),
  'cli/unknown-option': entry<{ option: string; command: string; nearest: string | undefined }>({
    severity: 'error',
    message: ({ option, command }) => `\`${command}\` has no option \`${option}\``,
    help: ({ nearest, command }) =>
      nearest === undefined ? `see \`${command} --help\`` : `did you mean \`${nearest}\`?`,
  }),
  'cli/misplaced-global-option': entry<{ option: string; command: string }>({
    severity: 'error',
    message: ({ option }) => `\`${option}\` is a global option and stands before the command`,
    help: ({ option, command }) => `write \`selkie ${option} … ${command}\``,
  }),
  'cli/option-conflict': entry<{ first: string; second: string }>({
    severity: 'error',
    message: ({ first, second }) => `${first} and ${second} are incompatible`,
    help: ({ first, second }) => `leave out \`${first}\` or \`${second}\``,
  }),
  'cli/nothing-to-remove': entry<{ project: string }>({
    severity: 'warning',
    message: ({ project }) => `no resource found to remove for project \`${project}\``,
  }),
} as const;
