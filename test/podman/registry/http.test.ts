import { expect, test } from 'vitest';
import { registryHttp } from '../../../src/podman/registry/http.ts';
import { bytesServer } from '../../support/bytes-server.ts';

test.each([1, 2, 3, 16, 100].map((pieces) => pieces * 65_536))(
  'a registry may close its side behind an answer of %s bytes',
  async (sizeBytes) => {
    const { url } = await bytesServer(sizeBytes, 'close');
    const http = registryHttp(() => Promise.resolve(undefined));
    const call = { method: 'GET', url, headers: {}, isUnchecked: false } as const;
    for (let time = 0; time < 10; time++) {
      const { status, body } = await http.send(call, new AbortController().signal);
      expect([status, body.length]).toEqual([200, sizeBytes]);
    }
    await http.close();
  },
);
