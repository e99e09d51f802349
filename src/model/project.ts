import type { JsonObject } from '../lib/json.ts';
import type { Span } from '../diagnostics/span.ts';
import type { ProjectName, ServiceName } from './ids.ts';
import type { MachineSettings } from './machine-settings.ts';
import type { Model } from './model.ts';
import type { Network } from './networking.ts';
import type { PlacementSettings } from './placement.ts';
import type { FileObject } from './secret.ts';
import type { Service } from './service.ts';
import type { Volume } from './volume.ts';

/** A whole project as it should run. Maps keep the order of the files; nothing may depend on that order but what is shown. */
export interface Project {
  readonly name: ProjectName;
  /** Absolute; relative paths of the files were resolved against it. */
  readonly workingDir: string;
  /** Absolute paths, or `-` for standard input, in the order they were merged. */
  readonly composeFiles: readonly string[];
  /** The `--env-file` arguments, absolute. */
  readonly envFiles: readonly string[];
  /** What interpolation saw: the process environment over the env files. Holds secrets: never printed whole. */
  readonly environment: ReadonlyMap<string, string>;
  /**
   * Values that secrets and configs of included files take from a variable that only the included project has: by section and
   * key, such as `secrets.token`. Never printed.
   */
  readonly includedValues: ReadonlyMap<string, string>;
  /** Services that are on: without profile, or with an active one. */
  readonly services: ReadonlyMap<ServiceName, Service>;
  /** Services whose profiles are all inactive. */
  readonly disabledServices: ReadonlyMap<ServiceName, Service>;
  readonly networks: ReadonlyMap<string, Network>;
  readonly volumes: ReadonlyMap<string, Volume>;
  readonly secrets: ReadonlyMap<string, FileObject>;
  readonly configs: ReadonlyMap<string, FileObject>;
  readonly models: ReadonlyMap<string, Model>;
  readonly placement: PlacementSettings;
  /** What it wants of its engine's machine; undefined is nothing. */
  readonly machine: MachineSettings | undefined;
  /** Top-level `x-*` members. */
  readonly extensions: JsonObject;
  readonly origins: Origins;
}

/** Where the values of a project were written. */
export interface Origins {
  /** The place of the value at a path such as `['services', 'web', 'ports', 0]`, or of the nearest value around it. */
  readonly find: (path: readonly (string | number)[]) => Span | undefined;
}
