import type { ServiceName } from '../model/ids.ts';
import type { Service } from '../model/service.ts';

/** The project's pod as it should be: everything that only the pod (its infra container) can hold. */
export interface PodDesign {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly networks: readonly NetworkAttachment[];
  readonly ports: readonly PublishedPort[];
  /** Lines for /etc/hosts of all members: `[name, address]`. */
  readonly hosts: readonly (readonly [string, string])[];
  readonly dns: readonly string[];
  readonly dnsSearch: readonly string[];
  readonly dnsOptions: readonly string[];
  readonly sysctls: ReadonlyMap<string, string>;
  readonly shmSizeBytes: number | undefined;
  readonly usernsMode: string | undefined;
}

/** A network that a pod or a container of its own joins. */
export interface NetworkAttachment {
  /** Name on the engine. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly staticIps: readonly string[];
  readonly staticMac: string | undefined;
  readonly interfaceName: string | undefined;
  readonly options: ReadonlyMap<string, string>;
}

/** One published port; `hostPort` 0 lets the engine choose. */
export interface PublishedPort {
  readonly containerPort: number;
  readonly hostPort: number;
  readonly hostIp: string | undefined;
  readonly protocol: 'tcp' | 'udp' | 'sctp';
}

/** Where a container's network lives. */
export type Place =
  | { readonly kind: 'pod'; readonly pod: string }
  /** Beside the pod, with a network namespace of its own. */
  | {
      readonly kind: 'beside';
      readonly reason: string;
      readonly networks: readonly NetworkAttachment[];
      readonly ports: readonly PublishedPort[];
    }
  /** In another container's network namespace. */
  | { readonly kind: 'join'; readonly container: string }
  /** host, none, or one of Podman's own modes. */
  | { readonly kind: 'mode'; readonly mode: string; readonly ports: readonly PublishedPort[] };

/** One container as it should be: the service, what the engine calls things, and where it lives. Nothing is left to decide. */
export interface ContainerDesign {
  readonly name: string;
  readonly service: Service;
  readonly replica: number;
  readonly place: Place;
  /** All labels, the service's own included. `com.docker.compose.image` is added when the image is known. */
  readonly labels: ReadonlyMap<string, string>;
  /** The reference to create it from. */
  readonly image: string;
  readonly hostname: string | undefined;
  /** Volume key → name on the engine. */
  readonly volumeNames: ReadonlyMap<string, string>;
  /** Secrets and configs, in the order they are mounted. */
  readonly fileObjects: readonly FileObjectMount[];
  /** Namespaces and volumes of other services' containers: service → container name. */
  readonly siblings: ReadonlyMap<ServiceName, string>;
  /** The container that this one replaces, when its anonymous volumes are to be kept: the executor looks them up before anything is removed. */
  readonly inheritVolumesFrom?: string;
  /** Anonymous volumes to mount: container path → volume name. */
  readonly inheritedVolumes: ReadonlyMap<string, string>;
  /** The engine's socket on its host, for a service that uses it: the executor asks for it. */
  readonly apiSocket?: string;
  /** The engine removes it, and its anonymous volumes, when it has ended. */
  readonly isRemovedAtEnd?: boolean;
  /** /etc/hosts lines of a container that is not in the pod. */
  readonly hosts: readonly (readonly [string, string])[];
}

/** A secret or config in a container. */
export type FileObjectMount =
  | {
      readonly kind: 'engine-secret';
      /** Name on the engine. */
      readonly name: string;
      /** Absolute container path. */
      readonly target: string;
      readonly uid: number;
      readonly gid: number;
      readonly mode: number;
    }
  | {
      readonly kind: 'bind';
      readonly path: string;
      readonly target: string;
      readonly selinux?: 'z' | 'Z';
    };
