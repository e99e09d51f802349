import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeHost } from '../../src/host/node-host.ts';
import { loadCanonical } from '../../src/parser/load-canonical.ts';
import type { LoadRequest } from '../../src/parser/request.ts';

const host = nodeHost();
let fifo = '';

beforeEach(async () => {
  fifo = join(await mkdtemp(join(tmpdir(), 'selkie-pipe-')), 'fifo');
  execFileSync('mkfifo', [fifo]);
});

afterEach(async () => {
  await rm(dirname(fifo), { recursive: true });
});

const later = (text: string): void => {
  spawn('sh', ['-c', 'sleep 0.2; printf %s "$1" >"$2"', 'sh', text, fifo], { stdio: 'ignore' });
};

test('a pipe is read until its writer closes it, however late the writer comes', async () => {
  later('hello');
  const bytes = await host.files.readPipe(fifo, { maxBytes: 5 });
  expect(new TextDecoder().decode(bytes)).toBe('hello');
});

test('a pipe that gives nothing is empty, one that gives too much is refused', async () => {
  later('');
  expect(await host.files.readPipe(fifo, { maxBytes: 5 })).toHaveLength(0);
  later('hello');
  await expect(host.files.readPipe(fifo, { maxBytes: 4 })).rejects.toMatchObject({ code: 'EFBIG' });
});

test('waiting for a writer ends when it is aborted', async () => {
  const signal = AbortSignal.timeout(100);
  await expect(host.files.readPipe(fifo, { maxBytes: 5, signal })).rejects.toMatchObject({
    name: 'TimeoutError',
  });
});

const request: LoadRequest = { files: [], profiles: [], envFiles: [], projectName: 'test' };

test('a compose file named by a person may be a pipe', async () => {
  later('services: {web: {image: x}}');
  const { value } = await loadCanonical({ ...request, files: [fifo] }, host);
  expect([...(value?.selected.services.keys() ?? [])]).toEqual(['web']);
});

test('and so may an env file', async () => {
  later('TAG=5');
  const stdin = (): Promise<string> => Promise.resolve('services: {web: {image: "x:$TAG"}}');
  const { value } = await loadCanonical({ ...request, files: ['-'], envFiles: [fifo], stdin }, host);
  expect(value?.selected.services.get('web')).toMatchObject({ image: 'x:5' });
});

test.each(['include: [FIFO]', 'services: {web: {image: x, env_file: FIFO}}'])(
  'what a file names may not: %s',
  async (text) => {
    const stdin = (): Promise<string> => Promise.resolve(text.replace('FIFO', fifo));
    const { diagnostics } = await loadCanonical({ ...request, files: ['-'], stdin }, host);
    expect(diagnostics.map(({ code }) => code)).toEqual(['compose/file-unreadable']);
  },
);

test('/dev/null is an empty file, whoever names it', async () => {
  const text = 'services: {web: {image: x, env_file: /dev/null, label_file: /dev/null}}';
  const stdin = (): Promise<string> => Promise.resolve(text);
  const files = ['-', '/dev/null'];
  const { value, diagnostics } = await loadCanonical(
    { ...request, files, envFiles: ['/dev/null'], stdin },
    host,
  );
  expect(diagnostics).toEqual([]);
  expect(value?.selected.services.get('web')).toEqual({ image: 'x', networks: { default: null } });
});
