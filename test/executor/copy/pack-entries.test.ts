import { buffer } from 'node:stream/consumers';
import { unpackTar } from 'modern-tar';
import { expect, test } from 'vitest';
import { packEntries } from '../../../src/executor/copy/pack-entries.ts';
import type { Files } from '../../../src/host/host.ts';
import { memoryHost } from '../../support/memory-host.ts';

const { files } = memoryHost({
  files: { '/p/a': 'one', '/p/d/b': 'two', '/p/empty': '' },
  links: { '/p/link': '../elsewhere' },
});
const { signal } = new AbortController();

/** What comes out at the other end: `name: text`, and who could not be read. */
async function packed(names: readonly string[], from: Files = files) {
  const unreadable: string[] = [];
  const entries = names.map((name) => ({ source: `/p/${name}`, name: `app/${name}` }));
  const archive = packEntries(from, entries, (source) => unreadable.push(source), signal);
  const told = (await unpackTar(await buffer(archive))).map(({ header, data }) =>
    header.type === 'symlink'
      ? `${header.name} -> ${header.linkname ?? ''}`
      : `${header.name}: ${Buffer.from(data ?? []).toString()}`,
  );
  return { told, unreadable };
}

test('files, folders without what is in them, and links as links', async () => {
  expect(await packed(['a', 'd', 'd/b', 'empty', 'link'])).toEqual({
    told: ['app/a: one', 'app/d/: ', 'app/d/b: two', 'app/empty: ', 'app/link -> ../elsewhere'],
    unreadable: [],
  });
});

test('what is gone is left out, and what cannot be read is told of', async () => {
  const denied: Files = {
    ...bound(files),
    readBytes: (path) =>
      path === '/p/a'
        ? Promise.reject(
            Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES', syscall: 'open' }),
          )
        : files.readBytes(path),
  };
  expect(await packed(['gone', 'a', 'd/b'], denied)).toEqual({
    told: ['app/d/b: two'],
    unreadable: ['/p/a'],
  });
});

test('a file that changes its size meanwhile is packed as it is when it is read', async () => {
  const changing: Files = {
    ...bound(files),
    readBytes: () => Promise.resolve(Buffer.from('much longer than before')),
  };
  expect((await packed(['a', 'd/b'], changing)).told).toEqual([
    'app/a: much longer than before',
    'app/d/b: much longer than before',
  ]);
});

/** The methods that packing uses, apart from their object. */
function bound(of: Files): Files {
  return { ...of, statLink: of.statLink, readStream: of.readStream };
}
