import type { ServiceName } from '../model/ids.ts';
import type { PlacementMode } from '../model/placement.ts';
import type { FileObjectContents } from './file-object-mounts.ts';
import type { PortClash } from './parted.ts';

/** What the user asked for beside the file. */
export interface ReconcileOptions {
  readonly placement: PlacementMode;
  /** Services to bring up: those named and, unless `--no-deps`, what they depend on. */
  readonly selected: ReadonlySet<ServiceName>;
  /** Services named on the command line; all selected ones when none was named. */
  readonly targets: ReadonlySet<ServiceName>;
  readonly recreate: 'diverged' | 'force' | 'never';
  /** `--always-recreate-deps`: `recreate` holds for dependencies too. */
  readonly recreateDependencies: boolean;
  readonly renewAnonymousVolumes: boolean;
  /** Names of volumes that are to be made anew as the file has them now, with the loss of what is in them. */
  readonly recreatedVolumes?: ReadonlySet<string>;
  readonly removeOrphans: boolean;
  readonly build: 'missing' | 'always' | 'never';
  /** Overrides every service's own policy. */
  readonly pull: 'always' | 'missing' | 'never' | undefined;
  readonly start: boolean;
  /** `--no-rollback`: an old container is not put back when its successor cannot be created or started. */
  readonly withoutRollback?: boolean;
  /** `--wait`: also wait until all are running or healthy. */
  readonly wait: { readonly timeoutMs: number | undefined } | undefined;
  /** Overrides every container's own stop timeout. */
  readonly graceMs: number | undefined;
  readonly scale: ReadonlyMap<ServiceName, number>;
  readonly contents: FileObjectContents;
  /** Members of the pod that were seen to want one port. */
  readonly clashes?: readonly PortClash[];
  /** Services that live beside the pod for a port that was found taken, each with the reason, beside those that are observed. */
  readonly parted?: ReadonlyMap<ServiceName, string>;
  /** What is not of the engine (providers, models) is there already. */
  readonly areProvided?: boolean;
}
