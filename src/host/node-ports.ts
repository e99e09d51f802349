import { createServer } from 'node:net';
import type { ListeningPort, Ports } from './host.ts';

/** The ports of this host, through Node. */
export const nodePorts: Ports = {
  tryListen: async (port) => {
    try {
      await (port.protocol === 'tcp' ? listenTcp(port) : listenUdp(port));
      return 'free';
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EADDRINUSE') return 'taken';
      return code === 'EACCES' || code === 'EPERM' ? 'denied' : 'unknown';
    }
  },
};

async function listenTcp({ address, port }: ListeningPort): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen({ host: address, port, exclusive: true }, () => server.close(() => resolve()));
  });
}

async function listenUdp({ address, port }: ListeningPort): Promise<void> {
  const { createSocket } = await import('node:dgram');
  await new Promise<void>((resolve, reject) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    socket.once('error', (error) => {
      socket.close();
      reject(error);
    });
    socket.bind({ address, port, exclusive: true }, () => socket.close(() => resolve()));
  });
}
