import type { Span } from '../../diagnostics/span.ts';
import { ipVersion } from '../../lib/ip-version.ts';
import { limits } from '../limits.ts';
import { record } from '../tree-build.ts';
import type { MappingNode } from '../tree.ts';

/** One published port in the long form's words. */
interface PortWords {
  readonly target: number;
  readonly published: string;
  readonly hostIp: string;
  readonly protocol: string;
}

/** The long forms of `[[IP:]HOST:]CONTAINER[/PROTOCOL]`: one for each container port of a range, in the order of their text. */
export function longPorts(text: string, span: Span): readonly MappingNode[] | { readonly problem: string } {
  const words = parsePort(text);
  if ('problem' in words) return words;
  return [...words]
    .sort((a, b) => compareText(`${String(a.target)}/${a.protocol}`, `${String(b.target)}/${b.protocol}`))
    .map(({ target, published, hostIp, protocol }) =>
      record(
        {
          mode: 'ingress',
          host_ip: hostIp === '' ? undefined : hostIp,
          target,
          published: published === '' ? undefined : published,
          protocol,
        },
        span,
      ),
    );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function parsePort(text: string): readonly PortWords[] | { readonly problem: string } {
  const sections = text.split(':');
  const containerText = sections.at(-1) ?? '';
  const hostText = sections.at(-2) ?? '';
  const address = sections.slice(0, -2).join(':');
  const [portText = '', protocolText = ''] = containerText.split('/');
  const protocol = (protocolText === '' ? 'tcp' : protocolText).toLowerCase();
  const isBracketed = /^\[.*\]$/.test(address);
  const hostIp = isBracketed ? address.slice(1, -1) : address;
  if (!isBracketed && address.includes(':')) {
    return { problem: `the IPv6 address \`${address}\` must stand in brackets: \`[${address}]\`` };
  }
  if (hostIp !== '' && ipVersion(hostIp.replace(/%.*$/, '')) === 0) {
    return { problem: `\`${address}\` is no IP address` };
  }
  if (portText === '') return { problem: 'it names no container port' };
  const container = parseRange(portText);
  if (container === undefined) return { problem: `\`${portText}\` is no container port` };
  const host = hostText === '' ? undefined : parseRange(hostText);
  if (hostText !== '' && host === undefined) return { problem: `\`${hostText}\` is no host port` };
  const count = container.last - container.first + 1;
  if (count > limits.portRange) return { problem: 'its range is too large' };
  if (host !== undefined && host.last - host.first + 1 !== count && count !== 1) {
    return { problem: `the ranges \`${hostText}\` and \`${portText}\` have different lengths` };
  }
  if (!['tcp', 'udp', 'sctp'].includes(protocol)) {
    return { problem: `\`${protocolText}\` is no protocol; it is \`tcp\`, \`udp\` or \`sctp\`` };
  }
  return Array.from({ length: count }, (_, index) => ({
    target: container.first + index,
    published: host === undefined ? '' : publishedText(host, index, count),
    hostIp,
    protocol,
  }));
}

function publishedText(host: Range, index: number, count: number): string {
  const first = String(host.first + index);
  return count === 1 && host.first !== host.last ? `${first}-${String(host.last)}` : first;
}

interface Range {
  readonly first: number;
  readonly last: number;
}

/** A port or `FIRST-LAST`; undefined when it is neither. */
export function parseRange(text: string): Range | undefined {
  const match = /^([0-9]+)(?:-([0-9]+))?$/.exec(text);
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = match[2] === undefined ? first : Number(match[2]);
  return first <= 65_535 && last <= 65_535 && first <= last ? { first, last } : undefined;
}
