import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openHttp } from '../../src/machine/image/http.ts';
import { bytesServer } from '../support/bytes-server.ts';

test.each([1, 2, 3, 5].map((pieces) => pieces * 65_536))(
  'a server may close its side before %s bytes have been taken',
  async (sizeBytes) => {
    const { url } = await bytesServer(sizeBytes, 'close');
    const http = openHttp({});
    const { body } = await http.get(url, new AbortController().signal, {});
    await pause(50);
    let taken = 0;
    for await (const chunk of body) {
      taken += chunk.length;
      await pause(1);
    }
    expect(taken).toBe(sizeBytes);
    await http.close();
  },
);

test.each(['close', 'keep-alive'] as const)(
  'what nobody takes stays with the server (%s)',
  async (closing) => {
    const sizeBytes = 64 * 1024 * 1024;
    const { url, connected } = await bytesServer(sizeBytes, closing);
    const http = openHttp({});
    const { body } = await http.get(url, new AbortController().signal, {});
    const socket = await connected;
    await pause(300);
    expect(socket.writableLength).toBeGreaterThan(sizeBytes / 2);
    let taken = 0;
    for await (const chunk of body) taken += chunk.length;
    expect(taken).toBe(sizeBytes);
    await http.close();
  },
);
