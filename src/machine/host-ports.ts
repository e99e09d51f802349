import type { Host, ListeningPort } from '../host/host.ts';

/** A port that a machine forwards from this host. */
export interface ForwardedPort {
  /** undefined: all addresses of the host. */
  readonly hostIp: string | undefined;
  readonly hostPort: number;
  readonly protocol: string;
}

/** What has become of a port: `free` where nobody listens, `denied` where this user may not. */
export type PortState = 'free' | 'taken' | 'denied' | 'unknown';

/**
 * How a port of this host stands. One of all addresses is taken where anybody has it at one that people use: on macOS and
 * Windows a program at localhost goes before what forwards for all.
 */
export async function portState(
  { ports }: Pick<Host, 'ports'>,
  { hostIp, hostPort, protocol }: ForwardedPort,
): Promise<PortState> {
  if (protocol !== 'tcp' && protocol !== 'udp') return 'unknown';
  const addresses = isEverywhere(hostIp) ? everywhere : [hostIp ?? ''];
  const found = new Set<PortState>();
  for (const address of addresses) {
    const port: ListeningPort = { address, port: hostPort, protocol };
    found.add(await ports.tryListen(port));
  }
  if (found.has('taken')) return 'taken';
  // macOS gives low ports to all at all addresses together, and to root at one of them.
  if (found.has('free')) return 'free';
  return found.has('denied') ? 'denied' : 'unknown';
}

const everywhere: readonly string[] = ['::', '0.0.0.0', '127.0.0.1', '::1'];

function isEverywhere(hostIp: string | undefined): boolean {
  return hostIp === undefined || hostIp === '' || hostIp === '0.0.0.0' || hostIp === '::';
}
