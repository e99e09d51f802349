import type { JsonObject } from '../../lib/json.ts';
import { parseServiceName } from '../../model/ids.ts';
import type { Attachment, Networking } from '../../model/networking.ts';
import { numberAt, objectAt, pairsAt, textAt, textsAt } from './read.ts';

/** `network_mode` or `networks`. */
export function decodeNetworking(definition: JsonObject): Networking {
  const mode = textAt(definition, 'network_mode');
  if (mode === undefined) return { kind: 'bridge', attachments: attachments(definition) };
  if (mode === 'host' || mode === 'none') return { kind: mode };
  if (mode.startsWith('container:')) return { kind: 'join-container', container: mode.slice(10) };
  const service = mode.startsWith('service:') ? parseServiceName(mode.slice(8)) : undefined;
  return service === undefined ? { kind: 'engine-mode', mode } : { kind: 'join-service', service };
}

function attachments(definition: JsonObject): readonly Attachment[] {
  const networks = objectAt(definition, 'networks');
  return Object.keys(networks).map((network) => {
    const written = objectAt(networks, network);
    return {
      network,
      aliases: textsAt(written, 'aliases'),
      ipv4Address: textAt(written, 'ipv4_address'),
      ipv6Address: textAt(written, 'ipv6_address'),
      linkLocalIps: textsAt(written, 'link_local_ips'),
      macAddress: textAt(written, 'mac_address') ?? textAt(written, 'x-podman.mac_address'),
      interfaceName: textAt(written, 'interface_name') ?? textAt(written, 'x-podman.interface_name'),
      priority: numberAt(written, 'priority') ?? 0,
      gatewayPriority: numberAt(written, 'gw_priority') ?? 0,
      driverOptions: pairsAt(written, 'driver_opts'),
    };
  });
}
