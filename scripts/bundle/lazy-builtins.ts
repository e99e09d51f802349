import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * Node's own modules that few commands need: each of them takes one to six milliseconds to load, as much as a whole stage
 * of ours. They are loaded when something in them is first used.
 */
const lazy = [
  'child_process',
  'crypto',
  'dgram',
  'fs/promises',
  'http',
  'https',
  'net',
  'os',
  'readline',
  'readline/promises',
  'timers/promises',
  'tls',
  'tty',
];

/** Makes those modules lazy in a CommonJS bundle. */
export const lazyBuiltins: Plugin = {
  name: 'lazy-builtins',
  setup(build) {
    const pattern = new RegExp(`^(?:node:)?(?:${[...lazy, 'assert'].join('|')})$`);
    build.onResolve({ filter: /^node:http2?$/ }, ({ path, importer }) =>
      /[\\/]undici[\\/]/u.test(importer) ? { path, namespace: 'undici-needs' } : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'undici-needs' }, ({ path }) => ({
      contents: undiciNeeds[path] ?? '',
    }));
    build.onResolve({ filter: pattern }, ({ path, namespace }) =>
      namespace === 'lazy' ? undefined : { path: path.replace('node:', ''), namespace: 'lazy' },
    );
    build.onLoad({ filter: /^assert$/, namespace: 'lazy' }, () => ({ contents: assertModule }));
    build.onLoad({ filter: /./, namespace: 'lazy' }, ({ path }) => ({ contents: gettersOf(path) }));
  },
};

/** undici takes these two apart when it loads. It speaks HTTP itself, and no engine speaks HTTP/2. */
const undiciNeeds: Readonly<Record<string, string>> = {
  'node:http': 'exports.maxHeaderSize = 16384;',
  'node:http2': 'exports.constants = {};',
};

function gettersOf(name: string): string {
  const names = Object.keys(createRequire(import.meta.url)(`node:${name}`) as object);
  return `for (const name of ${JSON.stringify(names)})
  Object.defineProperty(exports, name, { enumerable: true, get: () => require('node:${name}')[name] });`;
}

/** Every use of `assert` is a call: the real one is only needed for its words when it fails. */
const assertModule = `
module.exports = (value, ...words) => { if (!value) require('node:assert')(value, ...words); };
for (const name of ['ok', 'equal', 'notEqual', 'strictEqual', 'notStrictEqual', 'deepStrictEqual', 'fail', 'AssertionError'])
  Object.defineProperty(module.exports, name, { enumerable: true, get: () => require('node:assert')[name] });`;
