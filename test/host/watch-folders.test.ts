import { mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { watchFolders } from '../../src/host/watch-folders.ts';

/** A folder that is watched; `paths` are in it. */
async function watching(paths: readonly string[], options: { readonly unwanted?: readonly string[] } = {}) {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'watch-')));
  const here = (path: string) => join(root, path);
  const folders = paths.map(here);
  const seen = new Map<string, string>();
  const errors: unknown[] = [];
  const isIn = (folder: string, path: string) => `${path}/`.startsWith(`${folder}/`);
  const begin = async () => {
    const watch = await watchFolders({
      folders,
      home: root,
      wants: (folder) =>
        folders.some((one) => isIn(one, folder) || isIn(folder, one)) &&
        options.unwanted?.some((one) => isIn(here(one), folder)) !== true,
      onChange: (path, extent) => {
        const name = relative(root, path);
        if (extent !== 'entry' || !seen.has(name)) seen.set(name, extent);
      },
      onError: (error) => errors.push(error),
    });
    onTestFinished(() => watch.close());
  };
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return {
    here,
    begin,
    seen,
    /** Does something and gives what is told of within a while. */
    after: async (work: () => Promise<unknown>) => {
      seen.clear();
      await work();
      await new Promise((resolve) => setTimeout(resolve, 400));
      expect(errors).toEqual([]);
      return Object.fromEntries([...seen].sort(([a], [b]) => (a < b ? -1 : 1)));
    },
  };
}

test('files that are made, written, replaced, moved and removed', async () => {
  const { here, begin, after } = await watching(['src']);
  await mkdir(here('src/deep'), { recursive: true });
  await begin();
  expect(await after(() => writeFile(here('src/a'), '1'))).toEqual({ 'src/a': 'entry' });
  expect(await after(() => writeFile(here('src/deep/b'), '1'))).toMatchObject({ 'src/deep/b': 'entry' });
  expect(await after(() => rename(here('src/a'), here('src/deep/b')))).toMatchObject({
    'src/a': 'entry',
    'src/deep/b': 'entry',
  });
  expect(await after(() => rm(here('src/deep/b')))).toMatchObject({ 'src/deep/b': 'entry' });
  expect(await after(() => symlink('nowhere', here('src/link')))).toMatchObject({ 'src/link': 'entry' });
  expect(await after(() => writeFile(here('beside'), '1'))).toEqual({});
});

test('a new folder is told of as a whole, and what comes into it later', async () => {
  const { here, begin, after } = await watching(['src']);
  await mkdir(here('src'));
  await begin();
  const made = await after(async () => {
    await mkdir(here('src/new/er'), { recursive: true });
    await writeFile(here('src/new/er/a'), '1');
  });
  expect(made['src/new']).toBe('new');
  expect(await after(() => writeFile(here('src/new/er/b'), '1'))).toMatchObject({
    'src/new/er/b': 'entry',
  });
});

test('a folder that takes the place of another at once is watched like the first, however often', async () => {
  const { here, begin, after } = await watching(['src']);
  await mkdir(here('src/dist/js'), { recursive: true });
  await begin();
  for (let round = 0; round < 4; round++) {
    const again = await after(async () => {
      await rm(here('src/dist'), { recursive: true });
      await mkdir(here('src/dist/js'), { recursive: true });
      await writeFile(here('src/dist/js/a'), '1');
    });
    // Who sees it first says which; either way it is told of as a whole.
    expect(['new', 'replaced']).toContain(again['src/dist']);
    expect(await after(() => writeFile(here('src/dist/b'), '1'))).toMatchObject({ 'src/dist/b': 'entry' });
    expect(await after(() => writeFile(here('src/dist/js/c'), '1'))).toMatchObject({
      'src/dist/js/c': 'entry',
    });
  }
  await after(() => rm(here('src/dist'), { recursive: true }));
  await after(() => mkdir(here('src/dist')));
  expect(await after(() => writeFile(here('src/dist/d'), '1'))).toMatchObject({ 'src/dist/d': 'entry' });
  // The folder around it goes, too, and comes back later.
  await after(() => rm(here('src'), { recursive: true }));
  const back = await after(() => mkdir(here('src/dist'), { recursive: true }));
  expect(['new', 'replaced']).toContain(back['src']);
  expect(await after(() => writeFile(here('src/dist/e'), '1'))).toMatchObject({ 'src/dist/e': 'entry' });
});

test('a folder swapped for another is new as a whole', async () => {
  const { here, begin, after } = await watching(['src']);
  await mkdir(here('src/old'), { recursive: true });
  await mkdir(here('staged/deep'), { recursive: true });
  await begin();
  const swapped = await after(async () => {
    await rename(here('src/old'), here('away'));
    await rename(here('staged'), here('src/old'));
  });
  expect(swapped['src/old']).toBe('replaced');
  expect(await after(() => writeFile(here('src/old/deep/x'), '1'))).toMatchObject({
    'src/old/deep/x': 'entry',
  });
});

test('what is not there yet is seen when it comes', async () => {
  const { here, begin, after } = await watching(['not/yet/there', 'file']);
  await begin();
  const made = await after(async () => {
    await mkdir(here('not/yet/there'), { recursive: true });
    await writeFile(here('not/yet/there/a'), '1');
    await writeFile(here('file'), '1');
  });
  expect(made['not/yet/there']).toBe('new');
  expect(made['file']).toBe('entry');
  expect(await after(() => writeFile(here('not/yet/there/b'), '1'))).toMatchObject({
    'not/yet/there/b': 'entry',
  });
});

test('folders that nobody wants are not looked into', async () => {
  const { here, begin, after } = await watching(['src'], { unwanted: ['src/node_modules'] });
  await mkdir(here('src/node_modules/x'), { recursive: true });
  await begin();
  expect(await after(() => writeFile(here('src/node_modules/x/a'), '1'))).toEqual({});
  expect(await after(() => writeFile(here('src/a'), '1'))).toEqual({ 'src/a': 'entry' });
});

test('where the system tells nothing, files can be looked at again and again', async () => {
  vi.stubEnv('CHOKIDAR_USEPOLLING', '1');
  vi.stubEnv('CHOKIDAR_INTERVAL', '20');
  onTestFinished(() => void vi.unstubAllEnvs());
  const { here, begin, after } = await watching(['src']);
  await mkdir(here('src/deep'), { recursive: true });
  await writeFile(here('src/deep/a'), '1');
  await begin();
  expect(await after(() => writeFile(here('src/deep/a'), 'other'))).toMatchObject({ 'src/deep/a': 'entry' });
  expect(await after(() => writeFile(here('src/b'), '1'))).toMatchObject({ 'src/b': 'entry' });
  expect(await after(() => rm(here('src/b')))).toMatchObject({ 'src/b': 'entry' });
});
