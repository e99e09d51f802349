/** Shapes of libpod's replies: only the fields that Selkie reads, decoded and named its way. */

/** What `_ping` says of the server. */
export interface PingReply {
  readonly version: readonly [number, number, number];
}

/** What `info` says of the server. */
export interface EngineInfo {
  readonly isRootless: boolean;
  readonly version: string;
  readonly logDriver: string;
  readonly eventLogger: string;
  readonly cgroupVersion: string;
  readonly cgroupManager: string;
  readonly cgroupControllers: readonly string[];
  readonly networkBackend: string;
  readonly cpus: number;
  readonly os: string;
  readonly arch: string;
  readonly storageDriver: string;
  readonly graphRoot: string;
  /** Of the API's socket on the engine's own host. */
  readonly socketPath: string;
  readonly hasSystemd: boolean;
}

/** A container that a build works in. It is no container of Podman's: only removing it is possible. */
export interface BuildContainer {
  readonly id: string;
  /** What it was made from, as the build's file says, with the tag. */
  readonly image: string;
  readonly imageId: string;
  readonly createdMs: number;
}

/** One row of `containers/json`. */
export interface ContainerSummary {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly imageId: string;
  readonly command: readonly string[];
  readonly state: string;
  /** Health; undefined where there is no check. */
  readonly health: string | undefined;
  readonly exitCode: number;
  readonly createdMs: number;
  readonly startedMs: number | undefined;
  readonly exitedMs: number | undefined;
  readonly labels: ReadonlyMap<string, string>;
  readonly pod: string | undefined;
  readonly podName: string | undefined;
  readonly isInfra: boolean;
  readonly networks: readonly string[];
  readonly mounts: readonly string[];
  readonly ports: readonly {
    readonly hostIp: string;
    readonly hostPort: number;
    readonly containerPort: number;
    readonly protocol: string;
    /** How many consecutive ports. */
    readonly range: number;
  }[];
  readonly restarts: number;
}

/** A container in full. */
export interface ContainerInspect {
  readonly id: string;
  readonly name: string;
  readonly imageId: string;
  readonly status: string;
  readonly isRunning: boolean;
  readonly exitCode: number;
  readonly error: string;
  readonly health: string | undefined;
  /** Output of the last health check run. */
  readonly lastHealthOutput: string | undefined;
  readonly hasHealthcheck: boolean;
  /** When the last health check began; undefined before the first. */
  readonly lastHealthRunMs: number | undefined;
  /** Time between health checks; 0 never runs them by itself. */
  readonly healthIntervalMs: number;
  /** How long one health check may take. */
  readonly healthTimeoutMs: number;
  /** So long after the start, failures of the check do not count. */
  readonly healthStartPeriodMs: number;
  /** Time between checks in that period; 0 where nothing is said. Podman keeps it, and does nothing with it. */
  readonly healthStartIntervalMs: number;
  readonly restartPolicy: string;
  readonly stopTimeoutSeconds: number;
  /** As a name (`SIGTERM`) or a number in text. */
  readonly stopSignal: string;
  readonly isTty: boolean;
  readonly labels: ReadonlyMap<string, string>;
  /** Id of its pod. */
  readonly pod: string | undefined;
  /** Ids of containers that the engine does not remove before this one. */
  readonly dependencies: readonly string[];
  /** The reference it was created from. */
  readonly imageName: string;
  /** The image's own variables among them. */
  readonly environment: ReadonlyMap<string, string>;
  readonly command: readonly string[];
  readonly user: string;
  readonly workingDir: string;
  readonly hostname: string;
  /** Network → what the container is there; addresses only while it runs. */
  readonly networks: ReadonlyMap<string, EndpointInspect>;
  readonly mounts: readonly {
    readonly kind: string;
    /** Volume name, for volumes. */
    readonly name: string | undefined;
    readonly source: string;
    readonly destination: string;
  }[];
  readonly createdMs: number;
  readonly startedMs: number;
  readonly finishedMs: number;
}

/** A container on one network. */
export interface EndpointInspect {
  /** Podman's own among them: the beginning of the id, and the pod's name. */
  readonly aliases: readonly string[];
  readonly ipv4: string | undefined;
  readonly ipv6: string | undefined;
  readonly mac: string | undefined;
}

/** One row of `images/json`. */
export interface ImageSummary {
  readonly id: string;
  /** Full names with tag (`docker.io/library/alpine:3`) or digest. */
  readonly names: readonly string[];
  readonly createdMs: number | undefined;
}

/** One row of `pods/json`. */
export interface PodSummary {
  readonly id: string;
  readonly name: string;
  readonly infraId: string;
  readonly status: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly containers: readonly { readonly id: string; readonly name: string; readonly status: string }[];
}

/** An image. */
export interface ImageInspect {
  readonly id: string;
  readonly digest: string | undefined;
  readonly tags: readonly string[];
  readonly exposedPorts: readonly string[];
  readonly volumes: readonly string[];
  readonly hasHealthcheck: boolean;
  readonly createdMs: number | undefined;
  readonly labels: ReadonlyMap<string, string>;
  readonly sizeBytes: number;
  readonly os: string;
  readonly architecture: string;
}

/** A network. */
export interface NetworkSummary {
  readonly name: string;
  readonly id: string;
  readonly driver: string;
  readonly labels: ReadonlyMap<string, string>;
}

/** A volume. */
export interface VolumeSummary {
  readonly name: string;
  readonly driver: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly isAnonymous: boolean;
  /** Its folder on the engine's host. */
  readonly mountpoint: string;
  readonly scope: string;
}

/** A secret without its value. */
export interface SecretSummary {
  readonly name: string;
  readonly id: string;
  readonly labels: ReadonlyMap<string, string>;
}

/** A secret with its value, and how the engine keeps it. */
export interface SecretContent {
  /** undefined from engines that do not tell. Bytes that are no text come as U+FFFD, which cannot be undone. */
  readonly text: string | undefined;
  readonly driver: string;
  readonly driverOptions: ReadonlyMap<string, string>;
}

/** A piece of a container's output: usually one line, with its line break; a line without one goes on in the next piece. */
export interface LogFrame {
  readonly stream: 'stdout' | 'stderr';
  readonly data: Uint8Array;
}

/** One line of a pull's or build's answer. */
export type ProgressLine =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'layer';
      readonly id: string;
      readonly status: string;
      readonly current: number;
      readonly total: number;
    }
  | { readonly kind: 'image'; readonly id: string };

/** Something that happened on the engine. */
export interface EngineEvent {
  readonly type: string;
  /** `start`, `died`, `health_status`, `remove`, … */
  readonly action: string;
  readonly id: string;
  readonly name: string | undefined;
  readonly attributes: ReadonlyMap<string, string>;
  readonly exitCode: number | undefined;
  readonly health: string | undefined;
  readonly timeMs: number;
}

/** A command that was run in a container. */
export interface ExecState {
  readonly isRunning: boolean;
  readonly exitCode: number;
  /** Its process as the engine's host counts them; 0 when there is none. */
  readonly hostPid: number;
}

/** A path in a container. */
export interface PathStat {
  /** Its last part. */
  readonly name: string;
  readonly isFolder: boolean;
  readonly isLink: boolean;
  /** Where it leads, as an absolute path; the path itself when it is no link. */
  readonly linkTarget: string;
}

/** The processes of a container. */
export interface ProcessTable {
  readonly titles: readonly string[];
  /** One row each, with a cell for each title. */
  readonly processes: readonly (readonly string[])[];
}

/** What a container uses. */
export interface ContainerStats {
  readonly id: string;
  readonly name: string;
  readonly cpuPercent: number;
  readonly memoryBytes: number;
  readonly memoryLimitBytes: number;
  readonly memoryPercent: number;
  /** By network. */
  readonly receivedBytes: number;
  readonly sentBytes: number;
  /** From and to disks. */
  readonly readBytes: number;
  readonly writtenBytes: number;
  readonly processes: number;
}
