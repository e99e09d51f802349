import type { JsonObject } from '../../lib/json.ts';
import { isJsonObject } from '../../lib/json.ts';
import type {
  BlkioConfig,
  DeviceMapping,
  DeviceRate,
  DeviceRequest,
  Resources,
  Ulimit,
} from '../../model/resources.ts';
import { bytesAt, numberAt, objectAt, objectsAt, pairsAt, textAt, textsAt } from './read.ts';

/** Limits of the service, or of `deploy.resources` where the service has none of its own. */
export function decodeResources(definition: JsonObject, resources: JsonObject): Resources {
  const limits = objectAt(resources, 'limits');
  const reservations = objectAt(resources, 'reservations');
  return {
    cpus: numberAt(definition, 'cpus') ?? numberAt(limits, 'cpus'),
    cpuShares: numberAt(definition, 'cpu_shares'),
    cpuPeriodUs: numberAt(definition, 'cpu_period'),
    cpuQuotaUs: numberAt(definition, 'cpu_quota'),
    cpuset: textAt(definition, 'cpuset'),
    memoryBytes: bytesAt(definition, 'mem_limit') ?? bytesAt(limits, 'memory'),
    memoryReservationBytes: bytesAt(definition, 'mem_reservation') ?? bytesAt(reservations, 'memory'),
    memorySwapBytes: bytesAt(definition, 'memswap_limit'),
    pidsLimit: numberAt(definition, 'pids_limit') ?? numberAt(limits, 'pids'),
    oomScoreAdj: numberAt(definition, 'oom_score_adj'),
    blkio: isJsonObject(definition['blkio_config']) ? decodeBlkio(definition['blkio_config']) : undefined,
  };
}

function decodeBlkio(blkio: JsonObject): BlkioConfig {
  const rates = (key: string): readonly DeviceRate[] =>
    objectsAt(blkio, key).map((rate) => ({
      path: textAt(rate, 'path') ?? '',
      rate: bytesAt(rate, 'rate') ?? 0,
    }));
  return {
    weight: numberAt(blkio, 'weight'),
    weightDevices: objectsAt(blkio, 'weight_device').map((device) => ({
      path: textAt(device, 'path') ?? '',
      weight: numberAt(device, 'weight') ?? 0,
    })),
    deviceReadBps: rates('device_read_bps'),
    deviceReadIops: rates('device_read_iops'),
    deviceWriteBps: rates('device_write_bps'),
    deviceWriteIops: rates('device_write_iops'),
  };
}

/** `ulimits` in canonical form. */
export function decodeUlimits(ulimits: JsonObject): ReadonlyMap<string, Ulimit> {
  return new Map(
    Object.entries(ulimits).map(([name, value]) => {
      if (typeof value === 'number') return [name, { soft: value, hard: value }];
      const pair = isJsonObject(value) ? value : {};
      return [name, { soft: numberAt(pair, 'soft') ?? 0, hard: numberAt(pair, 'hard') ?? 0 }];
    }),
  );
}

/** A device in canonical form; a CDI name has no target. */
export function decodeDevice(device: JsonObject): DeviceMapping {
  const source = textAt(device, 'source') ?? '';
  const isCdi = !source.startsWith('/') && source.includes('=');
  return {
    source,
    target: isCdi ? undefined : (textAt(device, 'target') ?? source),
    permissions: textAt(device, 'permissions'),
  };
}

/** A device request in canonical form. */
export function decodeDeviceRequest(request: JsonObject): DeviceRequest {
  return {
    driver: textAt(request, 'driver'),
    count: numberAt(request, 'count'),
    deviceIds: textsAt(request, 'device_ids'),
    capabilities: textsAt(request, 'capabilities'),
    options: pairsAt(request, 'options'),
  };
}
