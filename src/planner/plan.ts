import type { Brand } from '../lib/brand.ts';
import type { Network } from '../model/networking.ts';
import type { Model } from '../model/model.ts';
import type { Hook, Provider, Service } from '../model/service.ts';
import type { FileObject } from '../model/secret.ts';
import type { Volume } from '../model/volume.ts';
import type { ContainerDesign, NetworkAttachment, PodDesign } from './container-design.ts';

/** `#1`, `#2`, …: a step of one plan. */
export type OperationId = Brand<number, 'OperationId'>;

interface Step {
  readonly id: OperationId;
  /** Steps that must have ended well before this one begins. */
  readonly after: readonly OperationId[];
  /** Why it is in the plan, in words a person uses: `image changed`, `not there yet`. */
  readonly because: string;
  /** The step is only needed when one of these images is no longer the one it was, once its pull or build is done. */
  readonly onlyIf?: readonly ImageChanged[];
  /** True: a failure is a warning, and steps after it go on (a dependency that is not required). */
  readonly isOptional?: boolean;
  /** The step is only carried out when one of these failed, or was not begun because of a failure: it mends what that leaves behind. */
  readonly rescues?: readonly OperationId[];
}

/** Holds when the local image of a reference is another than `id`. */
export interface ImageChanged {
  readonly image: string;
  readonly id: string;
}

/** A container as an operation names it: by name, with the service for progress and logs. */
export interface ContainerRef {
  readonly name: string;
  /** Absent for a container made by this plan. */
  readonly id?: string;
  readonly service: string;
  readonly replica: number;
}

/** What has an address on a network: a container of its own, or the pod by its infra container. */
export interface NetworkMember {
  readonly kind: 'pod' | 'container';
  /** The pod's name, or the container's. */
  readonly name: string;
  /** Of the container, or of the pod's infra container. */
  readonly id: string;
}

/** Each is one libpod call, or one wait. The executor does what it says and decides nothing. */
export type Operation = Step &
  (
    | {
        readonly kind: 'pull-image';
        readonly image: string;
        readonly platform: string | undefined;
        readonly services: readonly string[];
      }
    | {
        readonly kind: 'build-image';
        readonly image: string;
        readonly service: Service;
        readonly isPullForced: boolean;
        readonly isCacheOff: boolean;
        /** True: for every platform of the file, as one list of images; else for the one that runs here. */
        readonly isForAllPlatforms: boolean;
        /** Images of services that additional contexts name: `service:NAME` → image. */
        readonly contextImages: ReadonlyMap<string, string>;
        /** What its commands may use. */
        readonly memoryBytes?: number;
      }
    /** Sends it to the registry in its name. */
    | {
        readonly kind: 'push-image';
        readonly image: string;
        readonly services: readonly string[];
        /** Its build is for several platforms: where all were built, all are sent. */
        readonly isForPlatforms?: boolean;
      }
    | {
        readonly kind: 'create-network';
        readonly network: Network;
        readonly labels: ReadonlyMap<string, string>;
      }
    | { readonly kind: 'remove-network'; readonly name: string }
    /** Joins a network while it runs. */
    | {
        readonly kind: 'connect-network';
        readonly member: NetworkMember;
        readonly attachment: NetworkAttachment;
      }
    | { readonly kind: 'disconnect-network'; readonly member: NetworkMember; readonly network: string }
    /** Gives it the attachment's aliases instead of those it has; its addresses stay. It is off the network for a moment. */
    | {
        readonly kind: 'update-aliases';
        readonly member: NetworkMember;
        readonly attachment: NetworkAttachment;
      }
    | {
        readonly kind: 'create-volume';
        readonly volume: Volume;
        readonly labels: ReadonlyMap<string, string>;
      }
    | { readonly kind: 'remove-volume'; readonly name: string }
    | {
        readonly kind: 'create-secret';
        readonly name: string;
        readonly object: FileObject;
        readonly labels: ReadonlyMap<string, string>;
      }
    | { readonly kind: 'remove-secret'; readonly name: string }
    /** Publishes ports from a pod of its own for a moment; fails when they are not to be had. */
    | { readonly kind: 'try-ports'; readonly pod: string; readonly probe: PodDesign }
    | { readonly kind: 'create-pod'; readonly pod: PodDesign }
    /** Starts the infra container alone: networks and published ports come up, members do not. */
    | { readonly kind: 'start-pod'; readonly pod: string }
    /** Stops the infra container alone: networks and published ports go down. */
    | { readonly kind: 'stop-pod'; readonly pod: string }
    /** Removes the pod and whatever members it still has. */
    | {
        readonly kind: 'remove-pod';
        readonly pod: string;
        /** undefined: each member's own stop timeout. */ readonly graceMs: number | undefined;
        /** Members that leave with it and have no steps of their own. */
        readonly members?: readonly ContainerRef[];
      }
    | { readonly kind: 'create-container'; readonly container: ContainerDesign }
    /** Mounts and prepares the container, so that its start is short. */
    | { readonly kind: 'init-container'; readonly container: ContainerRef }
    | { readonly kind: 'start-container'; readonly container: ContainerRef }
    /** Asks the container to end, waits, and kills it after the grace period (undefined: its own). */
    | {
        readonly kind: 'stop-container';
        readonly container: ContainerRef;
        readonly graceMs: number | undefined;
      }
    /** Sends the signal, and waits for nothing. */
    | { readonly kind: 'kill-container'; readonly container: ContainerRef; readonly signal: string }
    | { readonly kind: 'pause-container'; readonly container: ContainerRef }
    | { readonly kind: 'unpause-container'; readonly container: ContainerRef }
    | { readonly kind: 'remove-container'; readonly container: ContainerRef; readonly withVolumes: boolean }
    | {
        readonly kind: 'rename-container';
        readonly container: ContainerRef;
        readonly to: string;
        /** Who has that name until now, and what it is called from then on. */
        readonly displaces?: { readonly container: ContainerRef; readonly to: string };
      }
    /** Removes the container's successor, gives it its name again and, where it ran, starts it. */
    | {
        readonly kind: 'restore-container';
        readonly container: ContainerRef;
        /** Name of the successor as it was created; undefined where there is none. */
        readonly successor: string | undefined;
        readonly wasRunning: boolean;
      }
    | {
        readonly kind: 'await-healthy';
        readonly container: ContainerRef;
        /** True: a container without a health check is well when it runs (`--wait`). */ readonly isCheckOptional?: boolean;
        readonly timeoutMs?: number;
      }
    | { readonly kind: 'await-completed'; readonly container: ContainerRef; readonly timeoutMs?: number }
    | { readonly kind: 'remove-image'; readonly image: string }
    /** Has a program outside the engine provide the service. */
    | { readonly kind: 'start-provider'; readonly service: string; readonly provider: Provider }
    /** Tells that program that the service is not used for now; most do not want to know. */
    | { readonly kind: 'stop-provider'; readonly service: string; readonly provider: Provider }
    /** Has it take the service away. */
    | { readonly kind: 'remove-provider'; readonly service: string; readonly provider: Provider }
    /** Makes a language model ready. */
    | { readonly kind: 'start-model'; readonly model: Model; readonly services: readonly string[] }
    /** Runs a command in the container, which has to end with 0. One that is there no more has nothing to do before its stop. */
    | {
        readonly kind: 'run-hook';
        readonly container: ContainerRef;
        readonly point: 'post_start' | 'pre_stop';
        /** Its place in the list, from 0. */
        readonly index: number;
        readonly hook: Hook;
        /** A container that has ended by then has no need of it, as that of a command that is run once. */
        readonly isForRunning?: boolean;
      }
    /** Runs a command in a container of its own before `container` starts. It goes when it ends with 0, and stays otherwise. */
    | {
        readonly kind: 'run-pre-start';
        /** It has the anonymous volumes of this one, too. */
        readonly container: ContainerRef;
        readonly index: number;
        readonly runner: ContainerDesign;
      }
  );

/** The kinds of operation. */
export type OperationKind = Operation['kind'];

/** What is to be done, in an order that keeps every `after` before its step. Empty when nothing is to do. */
export interface Plan {
  readonly project: string;
  readonly operations: readonly Operation[];
  /** What stays as it is: shown in the counts and as `Running`. */
  readonly unchanged: readonly UnchangedResource[];
  /** One line for each service that is not in the pod, and why. */
  readonly placement: readonly PlacementNote[];
}

/** Something of the project that the plan does not touch. */
export interface UnchangedResource {
  readonly kind: 'container' | 'pod' | 'network' | 'volume' | 'secret' | 'image';
  readonly name: string;
  readonly service?: string;
  readonly replica?: number;
  /** A job that has ended well and is not needed again. */
  readonly isFinished?: boolean;
}

/** Why a service lives beside the pod. */
export interface PlacementNote {
  readonly service: string;
  readonly reason: string;
}
