import type { Plugin } from 'esbuild';

/** Commands that do so little that reading the others' code shows: each has a program without them. */
export const ownPrograms: readonly string[] = ['config'];

/** Commands that have commands of their own, and are imported when they are chosen. */
const groups: readonly string[] = ['machine', 'systemd'];

/** Commands that plan nothing. */
const looking: readonly string[] = [
  'events',
  'exec',
  'export',
  'images',
  'info',
  'logs',
  'ls',
  'port',
  'ps',
  'stats',
  'top',
  'version',
  'volumes',
  'wait',
];

/** What plans. Other commands are started without a snapshot. */
const changing: readonly string[] = [
  'create',
  'down',
  'kill',
  'pause',
  'plan',
  'restart',
  'rm',
  'run',
  'scale',
  'start',
  'stop',
  'up',
];

/** The commands of each snapshot. */
export const commandsOfSnapshots = { config: ['config'], look: looking, change: changing } as const;

/** Leaves every other command out of the program. */
export function onlyCommands(commands: readonly string[]): Plugin {
  const imports = commands.map(
    (command) => `import { ${command}Command } from './commands/${command}-command.ts';`,
  );
  const members = commands.map((command) => `${command}: ${command}Command`);
  return {
    name: 'only-commands',
    setup(build) {
      build.onLoad({ filter: /[\\/]src[\\/]cli[\\/]declarations\.ts$/ }, () => ({
        contents: `${imports.join('\n')}
export const declarations = { ${members.join(', ')} };`,
      }));
      // No `u`: it is Go that reads it.
      const pattern = new RegExp(`/(?:${groups.join('|')})-command\\.ts$`);
      build.onResolve({ filter: pattern }, ({ path }) => ({ path, external: true }));
    },
  };
}
