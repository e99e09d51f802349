import type { JsonObject } from '../lib/json.ts';

/** A top-level secret or config: something small that services read as a file. */
export interface FileObject {
  readonly kind: 'secret' | 'config';
  /** Key under the top-level `secrets` or `configs`. */
  readonly key: string;
  /** Name on the engine. */
  readonly name: string;
  readonly source: FileObjectSource;
  readonly labels: ReadonlyMap<string, string>;
  /** Who keeps the engine's copy; undefined is the engine's usual one. */
  readonly driver: string | undefined;
  readonly driverOptions: ReadonlyMap<string, string>;
  /** `x-podman.relabel`: for the file, where it is mounted itself. */
  readonly selinux: 'z' | 'Z' | undefined;
  /** Canonical form, for what nothing here stands for. */
  readonly definition: JsonObject;
}

/** Where the bytes come from. The value itself is never part of the model of `file` and `environment` sources. */
export type FileObjectSource =
  | { readonly kind: 'file'; /** Absolute host path. */ readonly path: string }
  | { readonly kind: 'environment'; readonly variable: string }
  | { readonly kind: 'content'; readonly content: string }
  | { readonly kind: 'external' }
  | { readonly kind: 'driver'; readonly driver: string };

/** A service's use of a secret or config. */
export interface FileObjectUse {
  /** Key under the top-level `secrets` or `configs`. */
  readonly source: string;
  /** Container path as written; undefined takes the default (`/run/secrets/KEY`, `/KEY`). A relative secret target is below /run/secrets. */
  readonly target: string | undefined;
  readonly uid: string | undefined;
  readonly gid: string | undefined;
  /** Permission bits; undefined is 0444. */
  readonly mode: number | undefined;
}
