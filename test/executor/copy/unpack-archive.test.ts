import { mkdtemp, readFile, readlink, rm, symlink, mkdir, access } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TarEntry } from 'modern-tar';
import { packTar } from 'modern-tar';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packPath } from '../../../src/executor/copy/pack-path.ts';
import { unpackArchive } from '../../../src/executor/copy/unpack-archive.ts';
import { nodeFiles } from '../../../src/host/node-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'selkie-copy-'));
});
afterEach(() => rm(folder, { recursive: true }));

const files = nodeFiles();

async function unpack(entries: readonly TarEntry[]): Promise<void> {
  const archive = await packTar(entries);
  // eslint-disable-next-line @typescript-eslint/require-await
  const chunks = async function* () {
    yield archive;
  };
  await unpackArchive(files, chunks(), join(folder, 'target'));
}

const dir = (name: string): TarEntry => ({ header: { name, type: 'directory', size: 0 } });
const file = (name: string, body: string): TarEntry => ({ header: { name, size: body.length }, body });
const link = (name: string, linkname: string): TarEntry => ({
  header: { name, type: 'symlink', linkname, size: 0 },
});

test('the first part of each name becomes the target', async () => {
  await unpack([dir('d/'), dir('d/sub/'), file('d/sub/f', 'text'), link('d/l', 'sub/f')]);
  expect(await readFile(join(folder, 'target/sub/f'), 'utf8')).toBe('text');
  expect(await readlink(join(folder, 'target/l'))).toBe('sub/f');
});

test('a name that climbs out is refused', async () => {
  await expect(unpack([dir('d/'), file('d/../../out', 'x')])).rejects.toMatchObject({
    diagnostics: [{ code: 'execute/unsafe-archive' }],
  });
  await expect(access(join(folder, 'out'))).rejects.toThrow();
});

test('nothing is written through a link that came before', async () => {
  await mkdir(join(folder, 'elsewhere'));
  await expect(
    unpack([dir('d/'), link('d/way', join(folder, 'elsewhere')), file('d/way/f', 'x')]),
  ).rejects.toMatchObject({ diagnostics: [{ code: 'execute/unsafe-archive' }] });
  await expect(access(join(folder, 'elsewhere/f'))).rejects.toThrow();
});

test('a file takes the place of a link, not of what that leads to', async () => {
  await mkdir(join(folder, 'target'));
  await symlink(join(folder, 'victim'), join(folder, 'target/f'));
  await unpack([dir('d/'), file('d/f', 'new')]);
  expect(await readFile(join(folder, 'target/f'), 'utf8')).toBe('new');
  await expect(access(join(folder, 'victim'))).rejects.toThrow();
});

test('what is packed comes back as it was', async () => {
  await unpack([dir('d/'), file('d/a', 'one'), dir('d/e/'), link('d/e/l', '../a')]);
  const request = { source: join(folder, 'target'), name: 'again', followsLink: false, keepsOwners: false };
  const packed = packPath(files, request, new AbortController().signal);
  await unpackArchive(files, packed, join(folder, 'copy'));
  expect(await readFile(join(folder, 'copy/a'), 'utf8')).toBe('one');
  expect(await readlink(join(folder, 'copy/e/l'))).toBe('../a');
});
