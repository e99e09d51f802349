import type { Plugin } from 'esbuild';

/**
 * Libraries that not every command needs, each a file of its own beside the program: what is in the program is read and set up
 * with it. Several parts of one library share its modules, so they are in one file.
 */
export const libraries: Readonly<Record<string, readonly string[]>> = {
  undici: ['undici/lib/api/api-request.js', 'undici/lib/dispatcher/agent.js'],
  execa: ['execa'],
  'p-queue': ['p-queue'],
  'modern-tar': ['modern-tar'],
  'smol-toml': ['smol-toml'],
  dockerignore: ['@balena/dockerignore'],
  chokidar: ['chokidar'],
};

/** Leaves those libraries out of the program, which gets them by require(); `but` names those that stay in it. */
export function apart(but: readonly string[] = []): Plugin {
  const left = Object.entries(libraries).filter(([library]) => !but.includes(library));
  const specifiers: ReadonlySet<string> = new Set(left.flatMap(([, names]) => names));
  return {
    name: 'apart',
    setup(build) {
      build.onResolve({ filter: /^[^.]/ }, ({ path }) =>
        specifiers.has(path) ? { path, external: true } : undefined,
      );
    },
  };
}

/** The text of such a file: its parts by name. As in Node, a module that is required is the default of who imports it. */
export function librarySource(parts: readonly string[]): string {
  const loading = parts.map((part) => `[${JSON.stringify(part)}, require(${JSON.stringify(part)})],`);
  return `for (const [name, part] of [${loading.join('\n')}])
  exports[name] = part.__esModule && part.default !== undefined ? part.default : part;`;
}
