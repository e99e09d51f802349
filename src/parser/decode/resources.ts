import type { JsonObject } from '../../lib/json.ts';
import { once } from '../../lib/once.ts';
import type { Network, Route } from '../../model/networking.ts';
import type { FileObject, FileObjectSource, FileObjectUse } from '../../model/secret.ts';
import type { Volume } from '../../model/volume.ts';
import { networkHash, volumeHash } from './config-hash.ts';
import { flagOf } from './podman-settings.ts';
import { choiceAt, flagAt, modeAt, objectAt, objectsAt, pairsAt, textAt, textsAt } from './read.ts';

/** A network in canonical form. */
export function decodeNetwork(key: string, definition: JsonObject, gatewayMetric?: number): Network {
  const ipam = objectAt(definition, 'ipam');
  const configHash = once(() => networkHash(definition, gatewayMetric));
  return {
    key,
    name: textAt(definition, 'name') ?? key,
    isExternal: flagAt(definition, 'external'),
    driver: textAt(definition, 'driver'),
    driverOptions: pairsAt(definition, 'driver_opts'),
    ipam: {
      driver: textAt(ipam, 'driver'),
      options: pairsAt(ipam, 'options'),
      pools: objectsAt(ipam, 'config').map((pool) => ({
        subnet: textAt(pool, 'subnet'),
        gateway: textAt(pool, 'gateway'),
        ipRange: textAt(pool, 'ip_range'),
        auxAddresses: pairsAt(pool, 'aux_addresses'),
      })),
    },
    isInternal: flagAt(definition, 'internal'),
    isAttachable: flagAt(definition, 'attachable'),
    enableIpv4: choiceAt(definition, 'enable_ipv4'),
    enableIpv6: choiceAt(definition, 'enable_ipv6'),
    labels: pairsAt(definition, 'labels'),
    isDnsOff: flagOf(definition['x-podman.disable_dns']) ?? false,
    dnsServers: textsAt(definition, 'x-podman.dns'),
    gatewayMetric,
    routes: textsAt(definition, 'x-podman.routes').flatMap(decodeRoute),
    definition,
    get configHash() {
      return configHash();
    },
  };
}

/** `DESTINATION,GATEWAY[,METRIC]`, as `podman network create --route` takes it. */
function decodeRoute(text: string): readonly Route[] {
  const [destination, gateway, metric] = text.split(',').map((part) => part.trim());
  if (destination === undefined || gateway === undefined) return [];
  return [{ destination, gateway, metric: metric === undefined ? undefined : Number(metric) }];
}

/** A volume in canonical form. */
export function decodeVolume(key: string, definition: JsonObject): Volume {
  const configHash = once(() => volumeHash(definition));
  return {
    key,
    name: textAt(definition, 'name') ?? key,
    isExternal: flagAt(definition, 'external'),
    driver: textAt(definition, 'driver'),
    driverOptions: pairsAt(definition, 'driver_opts'),
    labels: pairsAt(definition, 'labels'),
    definition,
    get configHash() {
      return configHash();
    },
  };
}

/** A secret or config in canonical form. */
export function decodeFileObject(kind: 'secret' | 'config', key: string, definition: JsonObject): FileObject {
  const relabel = textAt(definition, 'x-podman.relabel');
  return {
    kind,
    key,
    name: textAt(definition, 'name') ?? key,
    source: sourceOf(definition),
    labels: pairsAt(definition, 'labels'),
    driver: textAt(definition, 'driver'),
    driverOptions: pairsAt(definition, 'driver_opts'),
    selinux: relabel === 'z' || relabel === 'Z' ? relabel : undefined,
    definition,
  };
}

function sourceOf(definition: JsonObject): FileObjectSource {
  if (flagAt(definition, 'external')) return { kind: 'external' };
  const path = textAt(definition, 'file');
  if (path !== undefined) return { kind: 'file', path };
  const variable = textAt(definition, 'environment');
  if (variable !== undefined) return { kind: 'environment', variable };
  const driver = textAt(definition, 'driver');
  if (driver !== undefined) return { kind: 'driver', driver };
  return { kind: 'content', content: textAt(definition, 'content') ?? '' };
}

/** A use of a secret or config in canonical form. */
export function decodeFileUse(definition: JsonObject): FileObjectUse {
  return {
    source: textAt(definition, 'source') ?? '',
    target: textAt(definition, 'target'),
    uid: textAt(definition, 'uid'),
    gid: textAt(definition, 'gid'),
    mode: modeAt(definition, 'mode'),
  };
}
