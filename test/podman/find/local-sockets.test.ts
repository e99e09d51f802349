import { expect, test } from 'vitest';
import { privateDir } from '../../../src/podman/find/local-sockets.ts';
import { memoryHost } from '../../support/memory-host.ts';
import type { MemoryHostOptions } from '../../support/memory-host.ts';

const there = (...folders: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(folders.map((folder) => [`${folder}/other`, '']));

test.each<[folder: string, where: string, options: MemoryHostOptions]>([
  [
    '/own/run/selkie',
    'XDG_RUNTIME_DIR names',
    { env: { XDG_RUNTIME_DIR: '/own/run' }, files: there('/own/run') },
  ],
  [
    '/run/user/1000/selkie',
    'systemd made for a user whom nobody told of it',
    { files: there('/run/user/1000') },
  ],
  ['/run/selkie', 'root has', { uid: 0, files: there('/run') }],
  ['/tmp/selkie-1000', 'is left without any of them', { env: { XDG_RUNTIME_DIR: '/gone', TMPDIR: '' } }],
  [
    '/big/selkie-0',
    'TMPDIR says, on a Mac',
    { uid: 0, platform: 'darwin', env: { TMPDIR: '/big' }, files: there('/run') },
  ],
])('sockets are kept in %s, which %s', async (path, _, options) => {
  const host = memoryHost(options);
  expect(await privateDir({ host })).toEqual({ path });
  expect((await host.files.stat(path))?.mode).toBe(0o700);
});
