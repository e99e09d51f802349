import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { nodePorts } from '../../src/host/node-ports.ts';
import { portState } from '../../src/machine/host-ports.ts';

const host = { ports: nodePorts };

test('a port is taken while somebody listens, at one address or at all, and free afterwards', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  // One after the other: looking at a port has it for a moment.
  const states = async () => {
    const found: string[] = [];
    for (const hostIp of [undefined, '0.0.0.0', '127.0.0.1', '127.0.0.2']) {
      found.push(await portState(host, { hostIp, hostPort: port, protocol: 'tcp' }));
    }
    return found;
  };
  expect(await states()).toEqual(['taken', 'taken', 'taken', 'free']);
  expect(await portState(host, { hostIp: undefined, hostPort: port, protocol: 'udp' })).toBe('free');
  server.close();
  await once(server, 'close');
  expect(await states()).toEqual(['free', 'free', 'free', 'free']);
});

test('of UDP as well', async () => {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const port = { hostIp: undefined, hostPort: socket.address().port, protocol: 'udp' };
  expect(await portState(host, port)).toBe('taken');
  socket.close();
  await once(socket, 'close');
  expect(await portState(host, port)).toBe('free');
});

test('nothing is known of an address that this host does not have, or of SCTP', async () => {
  const port = { hostIp: '192.0.2.1', hostPort: 40_000, protocol: 'tcp' };
  expect(await portState(host, port)).toBe('unknown');
  expect(await portState(host, { ...port, hostIp: undefined, protocol: 'sctp' })).toBe('unknown');
});
