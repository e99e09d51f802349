import type { Hook } from './service.ts';

/** What happens when files of a service change. */
export type WatchAction = 'sync' | 'sync+restart' | 'sync+exec' | 'rebuild' | 'restart';

/** One entry of `develop.watch`. */
export interface WatchTrigger {
  readonly action: WatchAction;
  /** Absolute: a file or a folder, which need not be there yet. */
  readonly path: string;
  /** Where it is in the container; undefined only where nothing is copied. */
  readonly target: string | undefined;
  /** Patterns relative to `path`, as in `.dockerignore`; none means all. */
  readonly include: readonly string[];
  /** Likewise. */
  readonly ignore: readonly string[];
  /** Everything is copied once when watching begins. */
  readonly hasInitialSync: boolean;
  /** What `sync+exec` runs in each container; empty command where none is given. */
  readonly exec: Pick<Hook, 'command' | 'user' | 'isPrivileged' | 'workingDir' | 'environment'>;
}
