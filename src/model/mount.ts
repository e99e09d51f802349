/** What is mounted into a container at `target` (an absolute container path). */
export type Mount = BindMount | VolumeMount | TmpfsMount | ImageMount | OtherMount;

interface MountBase {
  readonly target: string;
  readonly isReadOnly: boolean;
  readonly consistency: string | undefined;
}

/** A host path. */
export interface BindMount extends MountBase {
  readonly kind: 'bind';
  /** Absolute host path. */
  readonly source: string;
  readonly propagation: string | undefined;
  readonly createHostPath: boolean;
  /** `z` shared, `Z` private relabelling. */
  readonly selinux: 'z' | 'Z' | undefined;
  readonly recursive: 'enabled' | 'disabled' | 'writable' | 'readonly' | undefined;
  /** Podman's own flags of the short form, such as `U` (chown) and `O` (overlay). */
  readonly engineFlags: readonly string[];
}

/** A volume: a key of the project's `volumes`, or anonymous. */
export interface VolumeMount extends MountBase {
  readonly kind: 'volume';
  /** Key under the top-level `volumes`; undefined is an anonymous volume. */
  readonly source: string | undefined;
  readonly noCopy: boolean;
  readonly subpath: string | undefined;
  readonly labels: ReadonlyMap<string, string>;
  readonly engineFlags: readonly string[];
}

/** Memory. */
export interface TmpfsMount extends MountBase {
  readonly kind: 'tmpfs';
  readonly sizeBytes: number | undefined;
  /** Permission bits. */
  readonly mode: number | undefined;
  /** Further options of the short form, as written: `noexec` of `tmpfs: /run:size=1m,noexec`. */
  readonly options: readonly string[];
}

/** The file system of an image. */
export interface ImageMount extends MountBase {
  readonly kind: 'image';
  readonly source: string;
  readonly subpath: string | undefined;
}

/** A mount type that only some engines have; `glob` is podman-compose's own. */
export interface OtherMount extends MountBase {
  readonly kind: 'npipe' | 'cluster' | 'glob';
  readonly source: string | undefined;
}
