import type { Plugin } from 'esbuild';

/** Commands that do so little that reading the others' code shows: each has a program without them. */
export const ownPrograms: readonly string[] = ['config'];

/** Leaves every other command out of the program of `command`. */
export function onlyCommand(command: string): Plugin {
  const file = `./commands/${command}-command.ts`;
  return {
    name: 'only-command',
    setup(build) {
      build.onLoad({ filter: /[\\/]src[\\/]cli[\\/]declarations\.ts$/ }, () => ({
        contents: `import { ${command}Command as declaration } from '${file}';
export const declarations = { ${command}: declaration };`,
      }));
      // They have commands of their own, and are imported when they are chosen.
      build.onResolve({ filter: /\/(?:machine|systemd)-command\.ts$/ }, ({ path }) => ({
        path,
        external: true,
      }));
    },
  };
}
