import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ToolError } from '../../src/diagnostics/tool-error.ts';
import { nodeHost } from '../../src/host/node-host.ts';
import { downloadImage } from '../../src/machine/image/download.ts';
import { parseImage } from '../../src/machine/image/image-source.ts';
import type { MachineEvent } from '../../src/machine/progress.ts';

const content = randomBytes(3_000_000);
const sum = createHash('sha256').update(content).digest('hex');

let server: Server;
let stateDir: string;
let base: string;
/** `METHOD PATH RANGE` of each request. */
let asked: string[];
let told: MachineEvent[];
/** What the server does; the default serves the content with ranges. */
let serve: (request: IncomingMessage, response: ServerResponse) => void;

beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'selkie-image-'));
  asked = [];
  told = [];
  serve = serveContent();
  server = createServer((request, response) => {
    asked.push(`${request.url ?? ''} ${request.headers.range ?? 'all'}`);
    serve(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' ? String(address?.port) : ''}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  await rm(stateDir, { recursive: true });
});

/** Serves the content by version; the connection breaks after `breakAfter` bytes of an answer. */
function serveContent(options: { etag?: string; breakAfter?: number; hasSum?: string } = {}): typeof serve {
  const { etag = '"one"', breakAfter, hasSum } = options;
  return (request, response) => {
    if (request.url?.endsWith('.sha256') === true && hasSum !== undefined)
      return response.end(`${hasSum}  a\n`);
    if (request.url !== '/a.qcow2') return response.writeHead(404).end('no');
    if (request.headers['if-none-match'] === etag) return response.writeHead(304).end();
    const range = /^bytes=(\d+)-$/u.exec(request.headers.range ?? '')?.[1];
    const isRest = range !== undefined && request.headers['if-range'] === etag;
    const body = content.subarray(isRest ? Number(range) : 0);
    response.writeHead(isRest ? 206 : 200, { etag, 'content-length': body.length });
    if (breakAfter === undefined || body.length <= breakAfter) return response.end(body);
    response.write(body.subarray(0, breakAfter), () => setTimeout(() => response.destroy(), 20));
    return undefined;
  };
}

function download(expected?: string, signal = new AbortController().signal): Promise<string> {
  // Without a proxy that the tests' own environment may name.
  const host = { ...nodeHost(), env: {} };
  const context = { host, stateDir, signal, progress: (event: MachineEvent) => told.push(event) };
  return downloadImage(context, new URL(`${base}/a.qcow2`), expected);
}

async function refusal(work: Promise<unknown>) {
  const error: unknown = await work.catch((reason: unknown) => reason);
  if (!(error instanceof ToolError)) throw new Error('it did not fail as expected', { cause: error });
  return error.diagnostics[0];
}

test('the file comes whole, with its size told on the way', async () => {
  expect((await readFile(await download(sum))).equals(content)).toBe(true);
  expect(told).toContainEqual({ kind: 'bytes', doneBytes: content.length, totalBytes: content.length });
});

test('a connection that breaks is taken up where it broke', async () => {
  serve = serveContent({ breakAfter: 1_000_000 });
  expect((await readFile(await download(sum))).equals(content)).toBe(true);
  const ranges = asked.filter((line) => line.startsWith('/a.qcow2 '));
  expect(ranges).toHaveLength(3);
  expect(ranges[0]).toBe('/a.qcow2 all');
  expect(ranges[1]).toMatch(/^\/a\.qcow2 bytes=\d+-$/u);
  expect(told.filter(({ kind }) => kind === 'detail')).toHaveLength(2);
});

test('what an earlier run left half-way is gone on with', async () => {
  serve = serveContent({ breakAfter: 1_000_000 });
  const stop = new AbortController();
  const first = download(sum, stop.signal);
  await expect.poll(() => told.some(({ kind }) => kind === 'detail')).toBe(true);
  stop.abort();
  await expect(first).rejects.toThrow();
  asked = [];
  serve = serveContent();
  expect((await readFile(await download(sum))).equals(content)).toBe(true);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatch(/bytes=\d{6,}-$/u);
});

test('a rest of another version is not put to the old beginning', async () => {
  serve = serveContent({ breakAfter: 1_000_000, etag: '"old"' });
  const stop = new AbortController();
  const first = download(sum, stop.signal);
  await expect.poll(() => told.some(({ kind }) => kind === 'detail')).toBe(true);
  stop.abort();
  await expect(first).rejects.toThrow();
  serve = serveContent({ etag: '"new"' });
  expect((await readFile(await download(sum))).equals(content)).toBe(true);
});

test('what is there and unchanged is not fetched again', async () => {
  const path = await download();
  asked = [];
  expect(await download(sum)).toBe(path);
  expect(asked).toEqual([]);
  serve = serveContent();
  expect(await download()).toBe(path);
  expect(asked).toEqual(['/a.qcow2 all']);
  expect(told.at(-1)).toMatchObject({ kind: 'note', text: expect.stringContaining('before') as string });
});

describe('a checksum', () => {
  test('that is another one keeps nothing', async () => {
    const wrong = '0'.repeat(64);
    expect(await refusal(download(wrong))).toMatchObject({
      code: 'machine/image-checksum',
      args: { expected: wrong, actual: sum },
    });
    expect(await readdir(join(stateDir, 'images'))).toEqual([]);
  });

  test('is looked for beside the file', async () => {
    serve = serveContent({ hasSum: '1'.repeat(64) });
    expect(await refusal(download())).toMatchObject({ code: 'machine/image-checksum' });
    serve = serveContent({ hasSum: sum });
    await download();
    expect(told.filter(({ kind }) => kind === 'note')).toEqual([]);
  });

  test('that nobody knows is told', async () => {
    await download();
    expect(told.at(-1)).toMatchObject({ kind: 'note', text: expect.stringContaining(sum) as string });
  });
});

test('a server that says no, or is not there, is told of', async () => {
  serve = (_, response) => response.writeHead(403).end();
  expect(await refusal(download(sum))).toMatchObject({
    code: 'machine/image-unreachable',
    args: { cause: 'it answered with status 403', keptBytes: 0 },
  });
});

test('one that is busy for a moment is asked again', async () => {
  const content = serve;
  let count = 0;
  serve = (request, response) => (count++ < 2 ? response.writeHead(503).end() : content(request, response));
  await download(sum);
  expect(count).toBe(3);
});

describe('what an image is', () => {
  const place = { platform: 'linux', workingDir: '/srv', homeDir: '/home/me' } as const;

  test.each([
    ['default', { kind: 'default' }],
    ['5.8', { kind: 'registry', reference: 'docker://quay.io/podman/machine-os:5.8' }],
    ['docker://example.org/os:1', { kind: 'registry', reference: 'docker://example.org/os:1' }],
    ['example.org/me/os:1', { kind: 'registry', reference: 'docker://example.org/me/os:1' }],
    ['localhost:5000/os', { kind: 'registry', reference: 'docker://localhost:5000/os' }],
    ['disk.qcow2', { kind: 'file', path: '/srv/disk.qcow2' }],
    ['images.d/disk.qcow2.xz', { kind: 'file', path: '/srv/images.d/disk.qcow2.xz' }],
    ['./example.org/os', { kind: 'file', path: '/srv/example.org/os' }],
    ['~/disk.raw', { kind: 'file', path: '/home/me/disk.raw' }],
  ])('%s', (text, source) => {
    expect(parseImage(text, place)).toEqual(source);
  });

  test('a URL, with what it must be', () => {
    expect(parseImage(`https://example.org/a.qcow2#sha256=${sum.toUpperCase()}`, place)).toEqual({
      kind: 'url',
      url: new URL('https://example.org/a.qcow2'),
      sha256: sum,
    });
  });
});
