import type { FileObjectUse } from './secret.ts';
import type { Ulimit } from './resources.ts';

/** How a service's image is built. */
export interface BuildSpec {
  /** Absolute path, URL, or git address. */
  readonly context: string;
  /** Relative to the context, or absolute. */
  readonly dockerfile: string | undefined;
  readonly dockerfileInline: string | undefined;
  /** null takes the value of the same variable in the caller's environment. */
  readonly args: ReadonlyMap<string, string | null>;
  readonly target: string | undefined;
  readonly tags: readonly string[];
  readonly labels: ReadonlyMap<string, string>;
  readonly cacheFrom: readonly string[];
  readonly cacheTo: readonly string[];
  readonly noCache: boolean;
  readonly noCacheFilter: readonly string[];
  readonly pull: boolean;
  readonly network: string | undefined;
  readonly platforms: readonly string[];
  readonly additionalContexts: ReadonlyMap<string, string>;
  /** `default`, or id → path of a key or socket (undefined: the agent). */
  readonly ssh: ReadonlyMap<string, string | undefined>;
  readonly secrets: readonly FileObjectUse[];
  readonly extraHosts: readonly ExtraHost[];
  readonly shmSizeBytes: number | undefined;
  readonly ulimits: ReadonlyMap<string, Ulimit>;
  readonly isPrivileged: boolean;
  readonly isolation: string | undefined;
  readonly entitlements: readonly string[];
  readonly provenance: string | undefined;
  readonly sbom: string | undefined;
}

/** A line of /etc/hosts. */
export interface ExtraHost {
  readonly host: string;
  /** An address, or `host-gateway`. */
  readonly address: string;
}
