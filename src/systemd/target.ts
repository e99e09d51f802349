import type { Features } from '../podman/features.ts';
import type { Version } from '../podman/version.ts';

/** Where the units are to run. */
export interface Target {
  /** The Podman whose generator reads them. */
  readonly version: Version;
  readonly features: Features;
  /** Which systemd runs them: the system's, or one user's. */
  readonly scope: 'system' | 'user';
  /** Sources of bind mounts that are files: no folder is to be made in their place. */
  readonly files: ReadonlySet<string>;
  /** Short names of images → whole ones, where they are known there; docker.io's otherwise. */
  readonly imageNames: ReadonlyMap<string, string>;
}
