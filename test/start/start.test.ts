import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder = '';
let cache = '';

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'selkie-start-'));
  cache = join(folder, 'cache');
  mkdirSync(cache);
  mkdirSync(join(folder, 'chunks'));
  writeFileSync(
    join(folder, 'chunks', 'program.cjs'),
    `(function (require) { const say = (text) => console.log(text); say('done ' + require('node:path').sep); })`,
  );
  await build({
    entryPoints: [join(import.meta.dirname, '..', '..', 'src', 'start', 'start.ts')],
    outfile: join(folder, 'main.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    define: {
      programFile: '"program.cjs"',
      ownPrograms: '{"config":"config.cjs"}',
      libraryFiles: '{"tool":"library.cjs","tool/part":"library.cjs"}',
      commandWords: '["up"]',
    },
    logLevel: 'silent',
  });
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function run(...args: readonly string[]): string {
  const env = { PATH: process.env['PATH'], XDG_CACHE_HOME: cache };
  const { stdout, stderr } = spawnSync(process.execPath, [join(folder, 'main.cjs'), ...args], {
    env,
    encoding: 'utf8',
  });
  return stdout + stderr;
}

const kept = (): readonly string[] => readdirSync(join(cache, 'selkie', 'code')).sort();

test('compiled code is kept for each command, and used', () => {
  expect(run('up')).toBe('done /\n');
  const [file = ''] = kept();
  expect(file).toMatch(/^program\.cjs-v.*-up$/u);
  const path = join(cache, 'selkie', 'code', file);
  const before = readFileSync(path);
  expect(run('up')).toBe('done /\n');
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(run('-p', 'other', 'unknown')).toBe('done /\n');
  expect(kept()).toHaveLength(2);
});

test('a library in a file of its own is loaded once, and its code is kept for all commands', () => {
  writeFileSync(
    join(folder, 'chunks', 'library.cjs'),
    `(function (require, module) { console.log('library'); module.exports = { tool: 1, 'tool/part': 2 }; })`,
  );
  writeFileSync(
    join(folder, 'chunks', 'program.cjs'),
    `(function (require) { console.log(require('tool') + require('tool/part')); })`,
  );
  expect(run('up')).toBe('library\n3\n');
  const path = join(cache, 'selkie', 'code', kept()[0] ?? '');
  expect(path).toMatch(/library\.cjs-v[^-]*-[^-]*$/u);
  const before = readFileSync(path);
  expect(run('down')).toBe('library\n3\n');
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(kept()).toHaveLength(3);
});

test('a command with a program of its own gets it where its name is certain', () => {
  writeFileSync(
    join(folder, 'chunks', 'config.cjs'),
    `(function (require, module) { console.log('config alone'); })`,
  );
  expect(run('config', '-q')).toBe('config alone\n');
  expect(run('-f', 'up', '--profile', '-x', 'config')).toBe('config alone\n');
  for (const argv of [
    ['-f', 'config', 'up'],
    ['--ansi', 'no', 'config'],
    ['-f', 'x', 'constructor'],
    ['-f'],
  ]) {
    expect(run(...argv)).toBe('done /\n');
  }
});

test('code that does not fit is made anew', () => {
  run('up');
  const path = join(cache, 'selkie', 'code', kept()[0] ?? '');
  writeFileSync(path, 'nonsense');
  expect(run('up')).toBe('done /\n');
  expect(readFileSync(path).length).toBeGreaterThan(100);
});

test('a folder that others can write to is not trusted', () => {
  chmodSync(cache, 0o777);
  expect(run('up')).toBe('done /\n');
  expect(readdirSync(cache)).toEqual([]);
});

test('without a folder of the own it runs all the same', () => {
  cache = join(folder, 'missing');
  expect(run('up')).toBe('done /\n');
});
