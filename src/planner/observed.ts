/** What of one project lives on the engine, as data. */
export interface ObservedLives {
  /** Version of the engine, as three numbers. */
  readonly engineVersion: readonly [number, number, number];
  readonly containers: readonly ObservedContainer[];
  readonly pods: readonly ObservedPod[];
  /** Ports of the host that its pods and containers hold, such as `8080/tcp`; absent where they were not looked at. */
  readonly hostPorts?: ReadonlySet<string>;
}

/** What the engine has of one project, as data. Read once; planning adds no I/O. */
export interface ObservedState extends ObservedLives {
  /** All networks of the project, and those that the project names as external or that carry a wanted name. */
  readonly networks: readonly ObservedNamed[];
  readonly volumes: readonly ObservedNamed[];
  readonly secrets: readonly ObservedNamed[];
  /** Image reference as the project writes it → the local image. */
  readonly images: ReadonlyMap<string, ObservedImage>;
}

/** A container that carries the project's label, infra containers left out. */
export interface ObservedContainer {
  readonly id: string;
  readonly name: string;
  readonly service: string | undefined;
  readonly replica: number | undefined;
  readonly isOneOff: boolean;
  readonly state:
    | 'created'
    | 'initialized'
    | 'running'
    | 'paused'
    | 'stopping'
    | 'stopped'
    | 'exited'
    | 'removing'
    | 'unknown';
  readonly exitCode: number | undefined;
  /** Empty where there is no check. */
  readonly health: 'starting' | 'healthy' | 'unhealthy' | undefined;
  readonly imageId: string;
  readonly labels: ReadonlyMap<string, string>;
  /** Name of its pod. */
  readonly pod: string | undefined;
  /** Ids of containers that the engine does not remove before this one; read only for containers of podman-compose. */
  readonly requires?: readonly string[];
  /** Names of networks it is on itself. */
  readonly networks: readonly string[];
  /** How it was created; read only where a change is to be explained. */
  readonly details?: ContainerDetails;
}

/** What a container was created with, as far as a change of it can be told in a few words. */
export interface ContainerDetails {
  readonly image: string;
  readonly environment: ReadonlyMap<string, string>;
  readonly command: readonly string[];
  readonly user: string;
  readonly workingDir: string;
  readonly hostname: string;
}

/** A pod that carries the project's label, or that has containers of the project alone. */
export interface ObservedPod {
  readonly id: string;
  readonly name: string;
  readonly infraId: string;
  readonly infraState: string;
  /** Networks that it is on, each with its aliases there, the engine's own among them; undefined where that could not be seen. */
  readonly networks: ReadonlyMap<string, readonly string[]> | undefined;
  readonly labels: ReadonlyMap<string, string>;
}

/** A network, volume or secret. */
export interface ObservedNamed {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
}

/** A local image. */
export interface ObservedImage {
  readonly id: string;
  /** Container ports its EXPOSE lines name, such as `80/tcp`. */
  readonly exposedPorts: readonly string[];
  readonly createdMs: number | undefined;
  /** When it was last pulled; only looked for where a pull policy asks for its age. */
  readonly pulledMs?: number;
}
