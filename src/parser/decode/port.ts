import type { JsonObject } from '../../lib/json.ts';
import type { ExposedPort, PortMapping, PortProtocol } from '../../model/port.ts';
import { parseRange } from '../normalize/ports.ts';
import { numberAt, textAt } from './read.ts';

/** A published port in canonical form. */
export function decodePort(port: JsonObject): PortMapping {
  const published = textAt(port, 'published');
  const range = published === undefined ? undefined : parseRange(published);
  return {
    target: numberAt(port, 'target') ?? 0,
    // Port 0 asks for any free one.
    published: range?.last === 0 ? undefined : range,
    hostIp: textAt(port, 'host_ip'),
    protocol: protocolOf(textAt(port, 'protocol')),
    mode: textAt(port, 'mode') === 'host' ? 'host' : 'ingress',
    name: textAt(port, 'name'),
    appProtocol: textAt(port, 'app_protocol'),
  };
}

/** An exposed port or range, with its protocol. */
export function decodeExpose(text: string): readonly ExposedPort[] {
  const [ports = '', protocol] = text.split('/');
  const range = parseRange(ports);
  return range === undefined ? [] : [{ ...range, protocol: protocolOf(protocol) }];
}

function protocolOf(text: string | undefined): PortProtocol {
  const lower = text?.toLowerCase();
  return lower === 'udp' || lower === 'sctp' ? lower : 'tcp';
}
