import { buffer } from 'node:stream/consumers';
import { unpackTar } from 'modern-tar';
import { describe, expect, test } from 'vitest';
import { contextStream } from '../../src/executor/build-context.ts';
import { contextFilter, readContextFilter } from '../../src/executor/build-ignore.ts';
import { memoryHost } from '../support/memory-host.ts';

const signal = new AbortController().signal;

/** What arrives of a folder: `path` → text, `path/` for folders, `path -> target` for links. */
async function arriving(
  files: Readonly<Record<string, string>>,
  options: {
    readonly dockerfile?: string;
    readonly links?: Readonly<Record<string, string>>;
    readonly extra?: Readonly<Record<string, string>>;
  } = {},
): Promise<readonly string[]> {
  const inContext = Object.fromEntries(Object.entries(files).map(([path, text]) => [`/ctx/${path}`, text]));
  const links = Object.fromEntries(
    Object.entries(options.links ?? {}).map(([path, target]) => [`/ctx/${path}`, target]),
  );
  const host = memoryHost({ files: inContext, links });
  const filter = await readContextFilter(host.files, '/ctx', options.dockerfile);
  const extra = Object.entries(options.extra ?? {}).map(([path, text]) => ({
    path,
    data: Buffer.from(text),
  }));
  const { body } = contextStream(host.files, '/ctx', filter, extra, signal);
  const entries = await unpackTar(await buffer(body));
  return entries.map(({ header, data }) => {
    expect([header.uid, header.gid]).toEqual([0, 0]);
    if (header.type === 'directory') return header.name;
    if (header.type === 'symlink') return `${header.name} -> ${header.linkname ?? ''}`;
    return `${header.name}: ${Buffer.from(data ?? []).toString()}`;
  });
}

test('files, folders and links arrive as they are', async () => {
  expect(
    await arriving(
      { 'a.txt': 'A', empty: '', 'sub/b.txt': 'B', 'ü/lang.txt': 'L' },
      { links: { link: 'a.txt', 'sub/out': '/etc/passwd' } },
    ),
  ).toEqual([
    'a.txt: A',
    'empty: ',
    'link -> a.txt',
    'sub/',
    'sub/b.txt: B',
    'sub/out -> /etc/passwd',
    'ü/',
    'ü/lang.txt: L',
  ]);
});

test('a path longer than a tar header holds arrives whole', async () => {
  const path = `${'n'.repeat(120)}/${'m'.repeat(120)}/${'o'.repeat(90)}.txt`;
  expect(await arriving({ [path]: 'x' })).toContain(`${path}: x`);
});

test('extra files come along, in place of those of the same name', async () => {
  expect(await arriving({ a: '1', b: '2' }, { extra: { a: 'ours', c: '3' } })).toEqual([
    'a: ours',
    'c: 3',
    'b: 2',
  ]);
});

describe('ignore files', () => {
  test('.dockerignore keeps files back, but not itself or the Dockerfile', async () => {
    const files = { '.dockerignore': '*\n!keep', Dockerfile: 'FROM x', keep: 'k', other: 'o' };
    expect(await arriving(files, { dockerfile: 'Dockerfile' })).toEqual([
      '.dockerignore: *\n!keep',
      'Dockerfile: FROM x',
      'keep: k',
    ]);
  });

  test('.containerignore wins over .dockerignore', async () => {
    const files = { '.containerignore': 'a', '.dockerignore': 'b', a: '', b: '' };
    expect(await arriving(files)).toEqual(['.containerignore: a', '.dockerignore: b', 'b: ']);
  });

  test("the Dockerfile's own ignore file wins over both", async () => {
    const files = { 'x/D': '', 'x/D.dockerignore': 'a', '.containerignore': 'b', a: '', b: '' };
    expect(await arriving(files, { dockerfile: 'x/D' })).toEqual([
      '.containerignore: b',
      'b: ',
      'x/',
      'x/D: ',
      'x/D.dockerignore: a',
    ]);
  });

  test('an exception inside a folder that is kept back arrives without its folder', async () => {
    const files = {
      '.dockerignore': 'node_modules\n!node_modules/keep',
      'node_modules/keep': 'k',
      'node_modules/x': '',
    };
    expect(await arriving(files)).toEqual([
      '.dockerignore: node_modules\n!node_modules/keep',
      'node_modules/keep: k',
    ]);
  });

  test.each([
    ['*.log', 'a.log', true],
    ['*.log', 'sub/a.log', false],
    ['**/*.log', 'sub/deep/a.log', true],
    ['/a', 'a', true],
    ['a/', 'a/b', true],
    ['# a', 'a', false],
    ['A', 'a', false],
    ['\uFEFFa', 'a', true],
    ['a*\n!a1', 'a1', false],
    ['!a1\na*', 'a1', true],
  ])('%j excludes %j: %j', (text, path, isExcluded) => {
    expect(contextFilter(text, '/ctx/.dockerignore', new Set()).isExcluded(path)).toBe(isExcluded);
  });

  test('a folder is looked into only where an exception may lie', () => {
    const filter = contextFilter('*\n!src/a\n!**/b', '/ctx/.dockerignore', new Set());
    expect(filter.mayIncludeBelow('src')).toBe(true);
    const fixed = contextFilter('*\n!src/a', '/ctx/.dockerignore', new Set());
    expect([fixed.mayIncludeBelow('src'), fixed.mayIncludeBelow('other')]).toEqual([true, false]);
  });
});

test('a file that shrinks while it is read fails the context and says which', async () => {
  const host = memoryHost({ files: { '/ctx/a': 'whole' } });
  const shrinking = {
    list: host.files.list,
    statLink: host.files.statLink,
    readStream: async function* () {
      yield await Promise.resolve(Buffer.from('wh'));
    },
  };
  const files = Object.assign(Object.create(host.files), shrinking) as typeof host.files;
  const filter = contextFilter('', '/ctx/.dockerignore', new Set());
  const stream = contextStream(files, '/ctx', filter, [], signal);
  await expect(buffer(stream.body)).rejects.toThrow('execute/context-changed');
  expect(stream.failure()).toMatchObject({
    diagnostics: [{ code: 'execute/context-changed', args: { path: '/ctx/a' } }],
  });
});
