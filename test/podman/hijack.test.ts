import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { ToolError } from '../../src/diagnostics/tool-error.ts';
import { hijack } from '../../src/podman/hijack.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

/** A socket on which every connection is handed over once its request is complete. */
async function server(answer: (socket: Socket, request: string) => void): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'selkie-hijack-'));
  const path = join(folder, 's');
  const listening = createServer({ allowHalfOpen: true }, (socket) => {
    let request = '';
    const read = (chunk: Buffer) => {
      request += chunk.toString();
      if (!request.endsWith('{}')) return;
      socket.off('data', read);
      answer(socket, request);
    };
    socket.on('data', read);
  });
  await new Promise<void>((done) => listening.listen(path, done));
  cleanUps.push(async () => {
    listening.close();
    await rm(folder, { recursive: true });
  });
  return path;
}

const open = (path: string, signal?: AbortSignal) =>
  hijack({ kind: 'unix', path }, undefined, { path: '/x', body: '{}', action: 'try', signal });

async function textOf(output: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of output) text += Buffer.from(chunk).toString();
  return text;
}

test('bytes go both ways, and the end of the input is no end of the output', async () => {
  const path = await server((socket) => {
    socket.write('HTTP/1.1 101 UPGRADED\r\nUpgrade: tcp\r\n\r\nfirst ');
    let input = '';
    socket.on('data', (chunk) => (input += String(chunk)));
    socket.on('end', () => socket.end(`read: ${input}`));
  });
  const connection = await open(path);
  await connection.write(Buffer.from('in'));
  await connection.write(Buffer.from('put'));
  connection.endInput();
  expect(await textOf(connection.output)).toBe('first read: input');
});

test('a head that comes in pieces is put together', async () => {
  const path = await server((socket) => {
    socket.write('HTTP/1.1 20');
    setTimeout(() => socket.end('0 OK\r\n\r\nbody'), 20);
  });
  expect(await textOf((await open(path)).output)).toBe('body');
});

test('a refusal is told in the words of the engine', async () => {
  const body = JSON.stringify({ cause: 'no such container', message: 'no container with name "x"' });
  const path = await server((socket) => {
    socket.write(`HTTP/1.1 404 Not Found\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  });
  await expect(open(path)).rejects.toMatchObject({
    diagnostics: [{ args: { action: 'try', cause: 'no container with name "x"' } }],
  });
});

test('a connection that ends before an answer, or is none, is a ToolError', async () => {
  const path = await server((socket) => socket.destroy());
  await expect(open(path)).rejects.toThrow(ToolError);
  await expect(open(join(path, 'nothing'))).rejects.toThrow(ToolError);
});

test('an abort ends the output with its own reason', async () => {
  const path = await server((socket) => socket.write('HTTP/1.1 101 OK\r\n\r\n'));
  const control = new AbortController();
  const connection = await open(path, control.signal);
  setTimeout(() => control.abort(new Error('enough')), 20);
  await expect(textOf(connection.output)).rejects.toThrow('enough');
});
