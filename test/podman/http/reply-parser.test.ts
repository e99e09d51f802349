import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReplyHead } from '../../../src/podman/http/reply-parser.ts';
import { replyParser } from '../../../src/podman/http/reply-parser.ts';

interface Read {
  readonly head: ReplyHead | undefined;
  readonly body: string;
  readonly hasEnded: boolean;
  readonly keepsAlive: boolean;
}

/** What a parser makes of the text, fed in the pieces that end at the given places, and of the connection's end behind it. */
function read(text: string, { method = 'GET', cuts = [] as readonly number[], isClosed = false } = {}): Read {
  let head: ReplyHead | undefined;
  let body = '';
  let ends = 0;
  const parser = replyParser(method, {
    onHead: (found) => (head = found),
    onData: (bytes) => (body += bytes.toString('latin1')),
    onEnd: () => ends++,
  });
  const bytes = Buffer.from(text, 'latin1');
  const places = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])];
  places.sort((a, b) => a - b);
  places.slice(1).forEach((end, at) => parser.feed(bytes.subarray(places[at], end)));
  if (isClosed) parser.finish();
  expect(ends).toBeLessThan(2);
  return { head, body, hasEnded: ends === 1, keepsAlive: parser.keepsAlive() };
}

const ok = 'HTTP/1.1 200 OK\r\n';

describe('where a body ends', () => {
  test.each<[string, string, Partial<Read>]>([
    ['by its length', `${ok}Content-Length: 5\r\n\r\nhello`, { body: 'hello', hasEnded: true }],
    ['not before', `${ok}Content-Length: 6\r\n\r\nhello`, { body: 'hello', hasEnded: false }],
    ['at once', `${ok}Content-Length: 0\r\n\r\n`, { body: '', hasEnded: true, keepsAlive: true }],
    [
      'by its chunks',
      `${ok}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n00A;x=y\r\n, you two.\r\n0\r\n\r\n`,
      { body: 'hello, you two.', hasEnded: true, keepsAlive: true },
    ],
    [
      'after the trailer',
      `${ok}Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nA: b\r\nC: d\r\n\r\n`,
      { body: 'x', hasEnded: true },
    ],
    [
      'not in the middle of a trailer',
      `${ok}Transfer-Encoding: chunked\r\n\r\n0\r\nA: b\r\n`,
      { hasEnded: false },
    ],
    [
      'without one',
      'HTTP/1.1 204 No Content\r\nA: b\r\n\r\n',
      { body: '', hasEnded: true, keepsAlive: true },
    ],
    [
      'nor of what is unchanged',
      'HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n',
      { hasEnded: true },
    ],
  ])('%s', (_name, text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  test('a HEAD has a length and no body', () => {
    expect(read(`${ok}Content-Length: 5\r\n\r\n`, { method: 'HEAD' })).toMatchObject({ hasEnded: true });
  });

  test('without a length it is all until the connection ends', () => {
    const text = `${ok}\r\nall there is`;
    expect(read(text)).toMatchObject({ body: 'all there is', hasEnded: false });
    expect(read(text, { isClosed: true })).toMatchObject({ hasEnded: true, keepsAlive: false });
  });

  test('a connection that ends too early does not end the reply', () => {
    for (const text of ['', 'HTTP/1.1 2', `${ok}Content-Length: 6\r\n\r\nhello`]) {
      expect(read(text, { isClosed: true }).hasEnded).toBe(false);
    }
  });
});

test('a head', () => {
  const { head } = read(
    'HTTP/1.1 409 Conflict\r\nLibpod-API-Version: 5.8.6\r\nEmpty:\r\nA: b\r\na:  c \r\n\r\n',
  );
  expect(head?.status).toBe(409);
  expect({ ...head?.headers }).toEqual({ 'libpod-api-version': '5.8.6', empty: '', a: 'b, c' });
});

test('words in between are passed over', () => {
  const text = `HTTP/1.1 100 Continue\r\n\r\n${ok}Content-Length: 1\r\n\r\nx`;
  expect(read(text)).toMatchObject({ body: 'x', head: { status: 200 }, hasEnded: true });
});

test.each([
  ['the server wants it', `${ok}Connection: Close\r\nContent-Length: 0\r\n\r\n`],
  ['it is an old one', 'HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n'],
  ['more comes than was asked for', `${ok}Content-Length: 1\r\n\r\nxy`],
])('the connection is not used again when %s', (_name, text) => {
  expect(read(text)).toMatchObject({ hasEnded: true, keepsAlive: false });
});

test.each([
  ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n\r\n\r\n', 'it begins with `SSH-2.0-OpenSSH_9.2`'],
  ['a newer one', 'HTTP/2 200\r\n\r\n', 'it begins with `HTTP/2 200`'],
  ['a header without a name', `${ok}: b\r\n\r\n`, 'a header is `: b`'],
  ['a length that is none', `${ok}Content-Length: -1\r\n\r\n`, 'its length is `-1`'],
  ['an encoding nobody asked for', `${ok}Transfer-Encoding: gzip\r\n\r\n`, 'its body is `gzip`'],
  ['a chunk without a size', `${ok}Transfer-Encoding: chunked\r\n\r\nx\r\n`, "a chunk's size is `x`"],
  ['a chunk without an end', `${ok}Transfer-Encoding: chunked\r\n\r\n1\r\nxyz\r\n`, 'longer than it said'],
  ['a head without an end', 'x'.repeat(70_000), 'a line of it is too long'],
])('%s is refused', (_name, text, words) => {
  expect(() => read(text)).toThrow(words);
});

test('a reply is the same in whatever pieces it comes', () => {
  const replies = fc.record({
    before: fc.constantFrom('', 'HTTP/1.1 100 Continue\r\n\r\n'),
    chunks: fc.array(fc.string({ minLength: 1, maxLength: 40 }), { maxLength: 6 }),
    isChunked: fc.boolean(),
    extra: fc.constantFrom('', 'trailing: x\r\n'),
  });
  fc.assert(
    fc.property(
      replies,
      fc.array(fc.nat(400), { maxLength: 30 }),
      ({ before, chunks, isChunked, extra }, cuts) => {
        const parts = chunks.map((chunk) => Buffer.from(chunk).toString('latin1'));
        const body = parts.join('');
        const framed = parts.map((part) => `${part.length.toString(16)}\r\n${part}\r\n`).join('');
        const text = isChunked
          ? `${before}${ok}Transfer-Encoding: chunked\r\n\r\n${framed}0\r\n${extra}\r\n`
          : `${before}${ok}Content-Length: ${body.length}\r\n\r\n${body}`;
        const whole = read(text);
        expect(whole).toMatchObject({ body, hasEnded: true, keepsAlive: true });
        expect(read(text, { cuts })).toEqual(whole);
      },
    ),
  );
});
