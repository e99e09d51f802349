import type { JsonObject } from '../lib/json.ts';
import type { BuildSpec, ExtraHost } from './build.ts';
import type { Healthcheck } from './healthcheck.ts';
import type { ServiceName } from './ids.ts';
import type { ModelUse } from './model.ts';
import type { Mount } from './mount.ts';
import type { Networking } from './networking.ts';
import type { PodmanSettings } from './podman-settings.ts';
import type { ExposedPort, PortMapping } from './port.ts';
import type { DeviceMapping, DeviceRequest, Resources, Ulimit } from './resources.ts';
import type { RestartPolicy } from './restart.ts';
import type { FileObjectUse } from './secret.ts';
import type { WatchTrigger } from './watch.ts';

/** One service: every short form expanded, every default of the specification filled, every reference resolved. */
export interface Service {
  readonly name: ServiceName;
  /** What joins the parts of its containers' and its image's names; `-` when absent. */
  readonly nameSeparator?: '_';

  // Image
  readonly image: string | undefined;
  readonly build: BuildSpec | undefined;
  readonly pullPolicy: PullPolicy;
  readonly platform: string | undefined;

  // Process
  /** undefined takes the image's; an empty list clears it. */
  readonly command: readonly string[] | undefined;
  /** undefined takes the image's; an empty list clears it. */
  readonly entrypoint: readonly string[] | undefined;
  /** With env files folded in; null inherits nothing: the variable is left out. */
  readonly environment: ReadonlyMap<string, string | null>;
  readonly workingDir: string | undefined;
  readonly user: string | undefined;
  readonly groupAdd: readonly string[];
  readonly hasInit: boolean | undefined;
  readonly hasTty: boolean;
  readonly isStdinOpen: boolean;
  readonly stopSignal: string | undefined;
  readonly stopGracePeriodMs: number | undefined;
  readonly restart: RestartPolicy | undefined;
  readonly healthcheck: Healthcheck | undefined;

  // Identity
  readonly containerName: string | undefined;
  readonly hostname: string | undefined;
  readonly domainname: string | undefined;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;

  // Relations
  readonly dependsOn: ReadonlyMap<ServiceName, Dependency>;
  readonly links: readonly Link[];
  readonly externalLinks: readonly string[];
  readonly profiles: readonly string[];
  readonly replicas: number;
  /** False: attached `up` does not show its output. */
  readonly isAttached: boolean;

  // Network
  /** `x-podman.placement`: where it has to live; undefined leaves it to the planner. */
  readonly placement: 'pod' | 'beside' | undefined;
  readonly networking: Networking;
  readonly ports: readonly PortMapping[];
  readonly expose: readonly ExposedPort[];
  readonly extraHosts: readonly ExtraHost[];
  readonly dns: readonly string[];
  readonly dnsSearch: readonly string[];
  readonly dnsOptions: readonly string[];
  readonly macAddress: string | undefined;

  // Files
  readonly mounts: readonly Mount[];
  /** `SERVICE[:mode]` or `container:NAME[:mode]`. */
  readonly volumesFrom: readonly VolumesFrom[];
  readonly secrets: readonly FileObjectUse[];
  readonly configs: readonly FileObjectUse[];
  readonly isReadOnly: boolean;
  readonly shmSizeBytes: number | undefined;
  readonly storageOptions: ReadonlyMap<string, string>;

  // Namespaces, as written where they name no service
  readonly pidMode: NamespaceMode | undefined;
  readonly ipcMode: NamespaceMode | undefined;
  readonly utsMode: string | undefined;
  readonly usernsMode: string | undefined;
  readonly cgroupMode: string | undefined;
  readonly cgroupParent: string | undefined;
  /** The engine's own socket is mounted. */
  readonly usesApiSocket: boolean;

  /** What only Podman has: `x-podman.*`. */
  readonly podman: PodmanSettings;

  // Rights and limits
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
  readonly isPrivileged: boolean;
  readonly securityOptions: readonly string[];
  readonly sysctls: ReadonlyMap<string, string>;
  readonly ulimits: ReadonlyMap<string, Ulimit>;
  readonly devices: readonly DeviceMapping[];
  readonly deviceCgroupRules: readonly string[];
  readonly deviceRequests: readonly DeviceRequest[];
  readonly resources: Resources;
  readonly runtime: string | undefined;
  readonly logging: Logging | undefined;

  // Life cycle
  readonly preStart: readonly Hook[];
  readonly postStart: readonly Hook[];
  readonly preStop: readonly Hook[];
  readonly provider: Provider | undefined;
  /** `develop.watch`. */
  readonly watch: readonly WatchTrigger[];
  /** Language models that the service uses, by key. */
  readonly models: ReadonlyMap<string, ModelUse>;

  /** The canonical form, as `config` prints it: the input of the config hash and of differences shown to people. */
  readonly definition: JsonObject;
  /** sha256 in hexadecimal over all that makes a new container necessary: docker compose's own, where nothing of Podman's own is used. */
  readonly configHash: string;
}

/** When an image is fetched. `maxAgeMs` holds for `daily`, `weekly` and `every_…`. */
export type PullPolicy =
  | { readonly kind: 'always' | 'never' | 'missing' | 'build' }
  | { readonly kind: 'older-than'; readonly maxAgeMs: number };

/** One entry of `depends_on`, or one that a namespace, link or `volumes_from` implies. */
export interface Dependency {
  readonly condition: 'service_started' | 'service_healthy' | 'service_completed_successfully';
  /** Restart this service when the dependency is restarted or recreated. */
  readonly restart: boolean;
  /** False: only warn when the dependency is missing or fails. */
  readonly isRequired: boolean;
}

/** `links: [service:alias]`. */
export interface Link {
  readonly service: ServiceName;
  readonly alias: string;
}

/** One entry of `volumes_from`. */
export interface VolumesFrom {
  readonly from:
    | { readonly kind: 'service'; readonly service: ServiceName }
    | { readonly kind: 'container'; readonly container: string };
  readonly isReadOnly: boolean;
}

/** A pid or ipc namespace. `mode` is the engine's word (`host`, `private`, `shareable`, `none`, `pod`). */
export type NamespaceMode =
  | { readonly kind: 'mode'; readonly mode: string }
  | { readonly kind: 'service'; readonly service: ServiceName }
  | { readonly kind: 'container'; readonly container: string };

/** The log driver and its options. */
export interface Logging {
  readonly driver: string | undefined;
  readonly options: ReadonlyMap<string, string>;
}

/** A command run at a point of a container's life: in it, or (`pre_start`) in a container of its own. */
export interface Hook {
  readonly command: readonly string[];
  /** `pre_start` only: the image to run it in; undefined is the service's. */
  readonly image: string | undefined;
  /** `pre_start` only: it runs once for each container that starts, and not once for the service. */
  readonly isPerReplica: boolean;
  readonly user: string | undefined;
  readonly isPrivileged: boolean;
  readonly workingDir: string | undefined;
  readonly environment: ReadonlyMap<string, string | null>;
}

/** A service that a program outside the engine provides. */
export interface Provider {
  readonly type: string;
  readonly options: ReadonlyMap<string, readonly string[]>;
}
