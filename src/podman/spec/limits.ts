import type { JsonObject } from '../../lib/json.ts';
import type { DeviceRate, Resources, Ulimit } from '../../model/resources.ts';
import type { ContainerDesign } from '../../planner/container-design.ts';
import type { Features } from '../features.ts';
import type { SpecContext } from './context.ts';
import { listOrNone } from './process.ts';

const defaultPeriodUs = 100_000;
/** The kernel takes no more open files than fs.nr_open, whose default this is. */
const mostOpenFiles = 1_048_576;

/** Limits of memory, processor, processes, block devices and the rest. */
export function limitSpec({ service }: ContainerDesign, { features }: SpecContext): JsonObject {
  const { resources, ulimits } = service;
  return {
    resource_limits: without({
      memory: memorySpec(resources),
      cpu: cpuSpec(resources),
      pids: resources.pidsLimit === undefined ? undefined : { limit: resources.pidsLimit },
      blockIO: resources.blkio?.weight === undefined ? undefined : { weight: resources.blkio.weight },
    }),
    oom_score_adj: resources.oomScoreAdj,
    r_limits: listOrNone([...ulimits].map(([type, limit]) => ulimitSpec(type, limit, features))),
    ...blockDeviceSpec(resources),
  };
}

function memorySpec(resources: Resources): JsonObject | undefined {
  const { memoryBytes, memorySwapBytes, memoryReservationBytes } = resources;
  return without({
    limit: memoryBytes,
    reservation: memoryReservationBytes,
    // Podman's own command line and Docker give as much swap as memory when nothing is said.
    swap: memorySwapBytes ?? (memoryBytes === undefined ? undefined : memoryBytes * 2),
  });
}

function cpuSpec(resources: Resources): JsonObject | undefined {
  const { cpus, cpuQuotaUs, cpuPeriodUs } = resources;
  const period = cpuPeriodUs ?? (cpus === undefined ? undefined : defaultPeriodUs);
  return without({
    shares: resources.cpuShares,
    period,
    quota: cpuQuotaUs ?? (cpus === undefined ? undefined : Math.round(cpus * (period ?? defaultPeriodUs))),
    cpus: resources.cpuset,
  });
}

function ulimitSpec(type: string, { soft, hard }: Ulimit, features: Features): JsonObject {
  const resolve = (value: number): number => {
    if (value !== -1 || features.hasUnlimitedRlimits) return value;
    return type === 'nofile' ? mostOpenFiles : Number.MAX_SAFE_INTEGER;
  };
  return { type: type.toLowerCase(), soft: resolve(soft), hard: resolve(hard) };
}

function blockDeviceSpec({ blkio }: Resources): JsonObject {
  if (blkio === undefined) return {};
  const rates = (list: readonly DeviceRate[]): JsonObject | undefined =>
    without(Object.fromEntries(list.map(({ path, rate }) => [path, { rate }])));
  return {
    weightDevice: without(
      Object.fromEntries(blkio.weightDevices.map(({ path, weight }) => [path, { weight }])),
    ),
    throttleReadBpsDevice: rates(blkio.deviceReadBps),
    throttleWriteBpsDevice: rates(blkio.deviceWriteBps),
    throttleReadIOPSDevice: rates(blkio.deviceReadIops),
    throttleWriteIOPSDevice: rates(blkio.deviceWriteIops),
  };
}

/** The object, or undefined when nothing in it is said. */
function without(value: JsonObject): JsonObject | undefined {
  return Object.values(value).every((member) => member === undefined) ? undefined : value;
}
