import { describe, expect, test } from 'vitest';
import { contextFilter } from '../../../src/executor/build-ignore.ts';
import { targetOf, watchRule } from '../../../src/executor/watch/watch-rule.ts';
import { service, trigger } from './rules.ts';

/** A rule on `/p/src` and the ignore file of a build in `/p`. */
function rule(given: Parameters<typeof trigger>[0], ignoreFile?: string) {
  const filter =
    ignoreFile === undefined ? undefined : contextFilter(ignoreFile, '/p/.dockerignore', new Set());
  const made = trigger({ path: '/p/src', target: '/app', ...given });
  return watchRule(service('web'), made, made.path, filter && { folder: '/p', filter });
}

describe('a rule matches', () => {
  test.each<[path: string, given: Parameters<typeof trigger>[0], matches: boolean]>([
    ['/p/src', {}, true],
    ['/p/src/a', {}, true],
    ['/p/src/a/b/c.js', {}, true],
    ['/p', {}, false],
    ['/p/src2/a', {}, false],
    ['/p/other', {}, false],
    // `ignore` is relative to the path, as in `.dockerignore`.
    ['/p/src/a.foo', { ignore: ['*.foo'] }, false],
    ['/p/src/deep/a.foo', { ignore: ['*.foo'] }, true],
    ['/p/src/deep/a.foo', { ignore: ['**/*.foo'] }, false],
    ['/p/src/node_modules/x/y', { ignore: ['node_modules/'] }, false],
    ['/p/src/node_modules', { ignore: ['node_modules/'] }, false],
    ['/p/src/ignored/x', { ignore: ['./ignored'] }, false],
    ['/p/src/ignored/x', { ignore: ['/ignored'] }, false],
    ['/p/src/ignored/x', { ignore: ['/p/src/ignored'] }, false],
    ['/p/src/#notes', { ignore: ['#notes'] }, false],
    ['/p/src/a.log', { ignore: ['*', '!*.js'] }, false],
    ['/p/src/a.js', { ignore: ['*', '!*.js'] }, true],
    ['/p/src/A.foo', { ignore: ['*.FOO'] }, true],
    ['/p/src/a', { ignore: ['', '  '] }, true],
    // `include` names what counts, and nothing else does.
    ['/p/src/A.test', { include: ['A.*'] }, true],
    ['/p/src/B.test', { include: ['A.*'] }, false],
    ['/p/src/deep/A.test', { include: ['A.*'] }, false],
    ['/p/src/deep/x.ts', { include: ['**/*.ts', '**/*.css'] }, true],
    ['/p/src/x.ts', { include: ['**/*.ts'] }, true],
    ['/p/src/x.ts', { include: ['*'] }, true],
    ['/p/src/x.ts', { include: ['*.ts'], ignore: ['x.*'] }, false],
    // What editors and git leave about.
    ['/p/src/.git/index', {}, false],
    ['/p/src/sub/.git', {}, false],
    ['/p/src/.gitignore', {}, true],
    ['/p/src/.a.js.swp', {}, false],
    ['/p/src/a.js~', {}, false],
    ['/p/src/4913', {}, false],
    ['/p/src/.#a.js', {}, false],
    ['/p/src/deep/#a.js#', {}, false],
    ['/p/src/.idea/workspace.xml', {}, false],
    ['/p/src/a.js___jb_tmp___', {}, false],
    ['/p/src/a.swf', {}, true],
  ])('%s with %j: %j', (path, given, matches) => {
    expect(rule(given).matches(path)).toBe(matches);
  });

  test.each<[ignoreFile: string, path: string, matches: boolean]>([
    ['src/gen', '/p/src/gen/a', false],
    ['src/gen', '/p/src/a', true],
    ['**/*.md', '/p/src/deep/a.md', false],
    ['src/*\n!src/keep', '/p/src/lose', false],
    ['src/*\n!src/keep', '/p/src/keep', true],
    // Who watches a path that the build leaves out means it.
    ['src', '/p/src/a', true],
    ['src/', '/p/src/a', true],
  ])('with an ignore file that says %j, %s: %j', (text, path, matches) => {
    expect(rule({}, text).matches(path)).toBe(matches);
  });

  test('a file by its own name, whatever that is', () => {
    const own = rule({ path: '/p/.git/HEAD', action: 'rebuild' });
    expect(own.matches('/p/.git/HEAD')).toBe(true);
    expect(own.matches('/p/.git/index')).toBe(false);
  });
});

describe('a rule reaches', () => {
  test.each<[path: string, given: Parameters<typeof trigger>[0], reaches: boolean]>([
    ['/p/src/a', {}, true],
    ['/p/other', {}, false],
    ['/p/src/.git', {}, false],
    ['/p/src/node_modules', { ignore: ['node_modules'] }, false],
    // Something in it is let in again.
    ['/p/src/node_modules', { ignore: ['node_modules', '!node_modules/mine'] }, true],
    // What counts may lie deeper.
    ['/p/src/deep', { include: ['**/*.ts'] }, true],
  ])('%s with %j: %j', (path, given, reaches) => {
    expect(rule(given).reaches(path)).toBe(reaches);
  });

  test('a folder that the build leaves out only where something in it is let in', () => {
    expect(rule({}, 'src/gen').reaches('/p/src/gen')).toBe(false);
    expect(rule({}, 'src/gen\n!src/gen/keep').reaches('/p/src/gen')).toBe(true);
  });
});

/** A path that ends in `/` is a folder. */
test.each<[given: Parameters<typeof trigger>[0], path: string, target: string | undefined]>([
  [{ target: '/app' }, '/p/src/a/b', '/app/a/b'],
  [{ target: '/app/' }, '/p/src/a', '/app/a'],
  [{ target: 'app' }, '/p/src/a', '/app/a'],
  [{ target: '/app' }, '/p/src/', '/app'],
  [{ target: '/app/' }, '/p/src/', '/app'],
  [{ path: '/p/package.json', target: '/app/package.json' }, '/p/package.json', '/app/package.json'],
  [{ path: '/p/package.json', target: '/app/' }, '/p/package.json', '/app/package.json'],
  [{ target: '/app' }, '/p/else', undefined],
  [{ action: 'rebuild', target: undefined }, '/p/src/a', undefined],
])('with %j, %s goes to %j', (given, path, target) => {
  const isFolder = path.endsWith('/');
  expect(targetOf(rule(given), path.replace(/\/$/u, ''), { isFolder })).toBe(target);
});
