import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Host } from '../../host/host.ts';
import type { Project } from '../../model/project.ts';
import type { Operation, OperationKind } from '../../planner/plan.ts';
import type { PodmanClient } from '../../podman/client.ts';
import type { Features } from '../../podman/features.ts';
import type { Logins } from '../../podman/registry/logins.ts';
import type { ContainerNames } from '../container-names.ts';
import type { ContainerWatch } from '../container-watch.ts';
import type { ProgressEvent } from '../event.ts';
import type { LocalImages } from '../local-images.ts';
import type { Turns } from '../turns.ts';

/** What all steps of one execution share. */
export interface Shared {
  readonly client: PodmanClient;
  readonly host: Host;
  /** Needed by steps that read what the project does not hold itself: secrets' files, build arguments. */
  readonly project: Project | undefined;
  readonly features: Features;
  readonly images: LocalImages;
  readonly logins: Logins;
  readonly containers: ContainerNames;
  readonly watch: ContainerWatch;
  /** More stops at the same moment only slow each other down. */
  readonly stopTurns: Turns;
  /** Ends what takes long: pulls, builds, waits. Short calls are left to finish, so that no half-made thing stays. */
  readonly signal: AbortSignal;
}

/** What one step gets. */
export interface Work extends Shared {
  /** Await it where there is much to say: it holds back while nobody listens. */
  readonly progress: (update: Omit<ProgressEvent, 'kind' | 'operation'>) => Promise<void>;
  /** A line that a hook of the service printed, without its line break. */
  readonly output: (stream: 'stdout' | 'stderr', line: Uint8Array) => void;
  /** What a program told for those who use what it provides. Never shown: it may be secret. */
  readonly provide: (variables: Iterable<readonly [string, string]>) => void;
  readonly warn: (diagnostic: Diagnostic) => void;
}

/** The operation of a kind. */
export type OperationOf<K extends OperationKind> = Extract<Operation, { readonly kind: K }>;

/** Carries out one operation; rejects with a ToolError when it cannot be done. */
export type Run<K extends OperationKind> = (operation: OperationOf<K>, work: Work) => Promise<void>;
