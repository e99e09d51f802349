import type { Readable } from 'node:stream';
import type { Json, JsonObject } from '../lib/json.ts';
import type { Hijacked } from './hijack.ts';
import type {
  BuildContainer,
  ContainerInspect,
  ContainerStats,
  ContainerSummary,
  EngineEvent,
  EngineInfo,
  ExecState,
  ImageInspect,
  ImageSummary,
  LogFrame,
  NetworkSummary,
  PathStat,
  PingReply,
  PodSummary,
  ProcessTable,
  ProgressLine,
  SecretContent,
  SecretSummary,
  VolumeSummary,
} from './replies.ts';

/** Label filters and the like: key → values, as libpod's `filters` parameter takes them. */
export type Filters = Readonly<Record<string, readonly string[]>>;

/** How the engine keeps a secret. */
export interface SecretOptions {
  readonly labels: ReadonlyMap<string, string>;
  /** Absent is the engine's usual one. */
  readonly driver?: string | undefined;
  readonly driverOptions?: ReadonlyMap<string, string>;
}

/**
 * The libpod endpoints that Selkie uses, one method each. Names are names or ids. A failure rejects with a ToolError that
 * says what could not be done and why; "already so" (304, a missing thing to remove) is success. All take an AbortSignal.
 */
export interface PodmanClient {
  /** Version of the server; costs a millisecond. */
  readonly ping: (signal?: AbortSignal) => Promise<PingReply>;
  /** Slow (about 200 ms): ask once, only where needed. */
  readonly info: (signal?: AbortSignal) => Promise<EngineInfo>;

  readonly listContainers: (filters: Filters, signal?: AbortSignal) => Promise<readonly ContainerSummary[]>;
  readonly inspectContainer: (container: string, signal?: AbortSignal) => Promise<ContainerInspect>;
  /** Resolves to the id. */
  readonly createContainer: (spec: JsonObject, signal?: AbortSignal) => Promise<string>;
  readonly initContainer: (container: string, signal?: AbortSignal) => Promise<void>;
  readonly startContainer: (container: string, signal?: AbortSignal) => Promise<void>;
  /** Ends when the container has left its networks. Holds the lock of its pod until then: members are better sent a signal. */
  readonly stopContainer: (
    container: string,
    options: { readonly timeoutSeconds: number },
    signal?: AbortSignal,
  ) => Promise<void>;
  readonly killContainer: (container: string, killSignal: string, signal?: AbortSignal) => Promise<void>;
  readonly pauseContainer: (container: string, signal?: AbortSignal) => Promise<void>;
  readonly unpauseContainer: (container: string, signal?: AbortSignal) => Promise<void>;
  /**
   * Ends when any condition holds. Resolves to the exit status that the engine tells (of a container that was removed before it
   * ran, 0), or to undefined where its answer holds none, as when waiting failed: then only an inspection tells.
   */
  readonly waitContainer: (
    container: string,
    conditions: readonly string[],
    signal?: AbortSignal,
  ) => Promise<number | undefined>;
  readonly removeContainer: (
    container: string,
    options: { readonly force?: boolean; readonly volumes?: boolean; readonly timeoutSeconds?: number },
    signal?: AbortSignal,
  ) => Promise<void>;
  readonly renameContainer: (container: string, name: string, signal?: AbortSignal) => Promise<void>;
  /** Runs the health check now: for engines without timers. */
  readonly runHealthcheck: (container: string, signal?: AbortSignal) => Promise<string>;
  /** What the container printed, in the order of printing, as many frames at once as come in one go. */
  readonly containerLogs: (
    container: string,
    options: {
      readonly follow?: boolean;
      readonly since?: string;
      readonly until?: string;
      readonly tail?: string;
      readonly timestamps?: boolean;
      readonly isTty?: boolean;
    },
    signal?: AbortSignal,
  ) => AsyncIterable<readonly LogFrame[]>;

  /** The container's streams; attaching before the start misses nothing. Framed unless it has a terminal. */
  readonly attachContainer: (
    container: string,
    options: {
      readonly stdin: boolean;
      readonly stdout: boolean;
      readonly stderr: boolean;
      /** Keys that let go, such as `ctrl-p,ctrl-q`; undefined leaves it to the engine. */
      readonly detachKeys?: string | undefined;
    },
    signal?: AbortSignal,
  ) => Promise<Hijacked>;
  /** Tells a container's terminal its size; a container that does not run has none, which is no failure. */
  readonly resizeContainer: (container: string, size: TerminalSize, signal?: AbortSignal) => Promise<void>;
  /** Resolves to the exit status once the container is gone. Ask before it is started, as one that is gone is unknown. */
  readonly waitRemoved: (container: string, signal?: AbortSignal) => Promise<number>;

  /** Prepares a command in a running container and resolves to its id. */
  readonly createExec: (container: string, spec: ExecSpec, signal?: AbortSignal) => Promise<string>;
  /** Starts it with its streams: framed unless it has a terminal. */
  readonly startExec: (
    exec: string,
    options: { readonly tty: boolean; readonly size: TerminalSize | undefined },
    signal?: AbortSignal,
  ) => Promise<Hijacked>;
  /** Starts it and leaves it. */
  readonly startExecDetached: (exec: string, signal?: AbortSignal) => Promise<void>;
  readonly resizeExec: (exec: string, size: TerminalSize, signal?: AbortSignal) => Promise<void>;
  readonly inspectExec: (exec: string, signal?: AbortSignal) => Promise<ExecState>;

  /** What a path in a container is; undefined when nothing is there. */
  readonly statPath: (container: string, path: string, signal?: AbortSignal) => Promise<PathStat | undefined>;
  /** A tar archive of a file or a folder in a container; names begin with its last part. */
  readonly readArchive: (
    container: string,
    path: string,
    signal?: AbortSignal,
  ) => Promise<AsyncIterable<Uint8Array>>;
  /** Unpacks a tar archive in a folder of a container. */
  readonly writeArchive: (
    container: string,
    folder: string,
    archive: Readable,
    options: {
      /** All becomes the container's user's; otherwise owners are as in the archive. */
      readonly isForUser: boolean;
    },
    signal?: AbortSignal,
  ) => Promise<void>;
  /** A tar archive of a container's whole file system. */
  readonly exportContainer: (container: string, signal?: AbortSignal) => Promise<AsyncIterable<Uint8Array>>;
  /** Makes an image of a container and resolves to its id. */
  readonly commitContainer: (
    container: string,
    options: {
      readonly repository: string | undefined;
      readonly tag: string | undefined;
      readonly author: string | undefined;
      readonly message: string | undefined;
      /** Lines of a Dockerfile. */
      readonly changes: readonly string[];
      /** Nothing in it runs meanwhile. */
      readonly pauses: boolean;
    },
    signal?: AbortSignal,
  ) => Promise<string>;
  /** `columns` as `podman top` names them; absent gives its own choice. */
  readonly topContainer: (
    container: string,
    columns: readonly string[] | undefined,
    signal?: AbortSignal,
  ) => Promise<ProcessTable>;
  /** What containers use: once, or again every second. */
  readonly containerStats: (
    containers: readonly string[],
    options: { readonly isStream: boolean },
    signal?: AbortSignal,
  ) => AsyncIterable<readonly ContainerStats[]>;

  readonly listPods: (filters: Filters, signal?: AbortSignal) => Promise<readonly PodSummary[]>;
  readonly createPod: (spec: JsonObject, signal?: AbortSignal) => Promise<string>;
  readonly removePod: (
    pod: string,
    options: { readonly timeoutSeconds?: number },
    signal?: AbortSignal,
  ) => Promise<void>;

  readonly imageExists: (image: string, signal?: AbortSignal) => Promise<boolean>;
  /** All local images, each with its full names. */
  readonly listImages: (signal?: AbortSignal) => Promise<readonly ImageSummary[]>;
  /** undefined when it is not there. */
  readonly inspectImage: (image: string, signal?: AbortSignal) => Promise<ImageInspect | undefined>;
  /** The last line may or may not hold the image's id: inspect it afterwards. */
  readonly pullImage: (
    image: string,
    options: {
      readonly policy?: string;
      readonly platform?: string;
      /** `Logins.forImage`; absent: what the engine has itself. */
      readonly auth?: string | undefined;
      /** The registry may speak plain http. */
      readonly isInsecure?: boolean;
    },
    signal?: AbortSignal,
  ) => AsyncIterable<ProgressLine>;
  /** Sends a local image to `destination`, a full name. */
  readonly pushImage: (
    image: string,
    options: {
      readonly destination: string;
      /** Every platform of the image, as one list. */
      readonly isForAllPlatforms?: boolean;
      readonly auth?: string | undefined;
      readonly isInsecure?: boolean;
    },
    signal?: AbortSignal,
  ) => AsyncIterable<ProgressLine>;
  /** The last line holds the image id. `auth`: `Logins.forBuild`. */
  readonly buildImage: (
    context: Readable,
    request: {
      readonly query: Readonly<Record<string, string | readonly string[]>>;
      readonly auth?: string | undefined;
    },
    signal?: AbortSignal,
  ) => AsyncIterable<ProgressLine>;
  /** Takes images out of an archive; gives the name of one of them. */
  readonly loadImage: (archive: Readable, signal?: AbortSignal) => Promise<string>;
  readonly tagImage: (image: string, repository: string, tag: string, signal?: AbortSignal) => Promise<void>;
  /** An image by any name, also one of several platforms. */
  readonly removeImage: (image: string, signal?: AbortSignal) => Promise<void>;
  /** True for the name of an image of several platforms. */
  readonly manifestExists: (name: string, signal?: AbortSignal) => Promise<boolean>;
  /** Takes one name off an image of several platforms; the last one takes the image with it. */
  readonly removeManifest: (name: string, signal?: AbortSignal) => Promise<void>;
  /** What builds have in work, or left behind when they were cut off. */
  readonly listBuildContainers: (signal?: AbortSignal) => Promise<readonly BuildContainer[]>;

  readonly listNetworks: (filters: Filters, signal?: AbortSignal) => Promise<readonly NetworkSummary[]>;
  readonly createNetwork: (spec: JsonObject, signal?: AbortSignal) => Promise<void>;
  readonly removeNetwork: (network: string, signal?: AbortSignal) => Promise<void>;
  /** `attachment` as in a container's `networks`. Works on running and on stopped containers. */
  readonly connectNetwork: (
    network: string,
    container: string,
    attachment: JsonObject,
    signal?: AbortSignal,
  ) => Promise<void>;
  readonly disconnectNetwork: (network: string, container: string, signal?: AbortSignal) => Promise<void>;

  readonly listVolumes: (filters: Filters, signal?: AbortSignal) => Promise<readonly VolumeSummary[]>;
  readonly createVolume: (spec: JsonObject, signal?: AbortSignal) => Promise<void>;
  /** Never forced: forcing removes the containers that use it. */
  readonly removeVolume: (volume: string, signal?: AbortSignal) => Promise<void>;

  readonly listSecrets: (filters: Filters, signal?: AbortSignal) => Promise<readonly SecretSummary[]>;
  /** With its value, which is for nobody's eyes. */
  readonly readSecret: (name: string, signal?: AbortSignal) => Promise<SecretContent>;
  /** Replaces one of that name. */
  readonly createSecret: (
    name: string,
    data: Uint8Array,
    options: SecretOptions,
    signal?: AbortSignal,
  ) => Promise<void>;
  readonly removeSecret: (name: string, signal?: AbortSignal) => Promise<void>;
  /**
   * Makes an empty secret for one of many that want it: resolves to its id, or to undefined when there is one of that name.
   * `isReplacing` puts a new one in its place, which engines can that replace secrets.
   */
  readonly claimSecret: (
    name: string,
    labels: ReadonlyMap<string, string>,
    options: { readonly isReplacing: boolean },
    signal?: AbortSignal,
  ) => Promise<string | undefined>;

  /** Live; the promise resolves once the engine has begun to send, so nothing that follows is missed. */
  readonly events: (
    filters: Filters,
    options: { readonly since?: string; /** They end here. */ readonly until?: string },
    signal: AbortSignal,
  ) => Promise<AsyncIterable<EngineEvent>>;

  /** Any other call, for what has no method yet: `path` begins after `/libpod`. */
  readonly raw: (method: string, path: string, body?: Json, signal?: AbortSignal) => Promise<unknown>;
  /** Closes all connections. */
  readonly close: () => Promise<void>;
}

/** A terminal's size in characters. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** A command to run in a container. */
export interface ExecSpec {
  readonly command: readonly string[];
  /** `NAME=value`. */
  readonly environment: readonly string[];
  readonly user: string | undefined;
  readonly workingDir: string | undefined;
  readonly isPrivileged: boolean;
  readonly hasTty: boolean;
  readonly hasInput: boolean;
  /** False: nobody listens. */
  readonly hasOutput: boolean;
  readonly detachKeys?: string | undefined;
}
