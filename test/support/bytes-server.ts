import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server that answers all with that many bytes and, where it does not keep the connection, closes its side behind them. */
export async function bytesServer(
  sizeBytes: number,
  connection: 'close' | 'keep-alive',
): Promise<{ readonly url: URL; /** The first there is. */ readonly connected: Promise<Socket> }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${sizeBytes}\r\nConnection: ${connection}\r\n\r\n`);
      socket.write(Buffer.alloc(sizeBytes, 'a'));
      if (connection === 'close') socket.end();
    });
  });
  onTestFinished(() => {
    server.close();
  });
  const connected = new Promise<Socket>((resolve) => server.once('connection', resolve));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: new URL(`http://127.0.0.1:${port}/`), connected };
}
