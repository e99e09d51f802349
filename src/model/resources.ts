/** Soft and hard limit of one resource; -1 is unlimited. */
export interface Ulimit {
  readonly soft: number;
  readonly hard: number;
}

/** A device passed into the container. A CDI name (`vendor.com/class=name`) has no target. */
export interface DeviceMapping {
  readonly source: string;
  readonly target: string | undefined;
  /** Some of `rwm`. */
  readonly permissions: string | undefined;
}

/** A request for devices by what they can do (`gpus`, `deploy.resources.reservations.devices`). */
export interface DeviceRequest {
  readonly driver: string | undefined;
  /** -1 is all. */
  readonly count: number | undefined;
  readonly deviceIds: readonly string[];
  readonly capabilities: readonly string[];
  readonly options: ReadonlyMap<string, string>;
}

/** Limits of a container's memory, processor time, processes and block devices. Absent is unlimited. */
export interface Resources {
  /** Processors, as a fraction. */
  readonly cpus: number | undefined;
  readonly cpuShares: number | undefined;
  readonly cpuPeriodUs: number | undefined;
  readonly cpuQuotaUs: number | undefined;
  readonly cpuset: string | undefined;
  readonly memoryBytes: number | undefined;
  readonly memoryReservationBytes: number | undefined;
  /** Memory and swap together; -1 is unlimited swap. */
  readonly memorySwapBytes: number | undefined;
  readonly pidsLimit: number | undefined;
  readonly oomScoreAdj: number | undefined;
  readonly blkio: BlkioConfig | undefined;
}

/** Block device weights (10 to 1000) and rates (bytes or operations a second). */
export interface BlkioConfig {
  readonly weight: number | undefined;
  readonly weightDevices: readonly { readonly path: string; readonly weight: number }[];
  readonly deviceReadBps: readonly DeviceRate[];
  readonly deviceReadIops: readonly DeviceRate[];
  readonly deviceWriteBps: readonly DeviceRate[];
  readonly deviceWriteIops: readonly DeviceRate[];
}

/** A rate for one device. */
export interface DeviceRate {
  readonly path: string;
  readonly rate: number;
}
