/** What only Podman can do for a service: podman-compose's `x-podman.*` keys. */
export interface PodmanSettings {
  /** A user namespace with this mapping; empty is none of its own. */
  readonly uidMaps: readonly IdRange[];
  /** undefined: as `uidMaps`. */
  readonly gidMaps: readonly IdRange[] | undefined;
  /** Absolute path of the host's folder that is run instead of an image. */
  readonly rootfs: string | undefined;
  /** /etc/hosts stays as the image has it. */
  readonly keepsImageHosts: boolean;
  /** Whether the user is added to /etc/passwd where it is missing; undefined leaves it to the engine, which does. */
  readonly addsUser: boolean | undefined;
}

/** As many ids as `count`, from `container` in the container and `host` outside. */
export interface IdRange {
  readonly container: number;
  readonly host: number;
  readonly count: number;
}

/** `CONTAINER:HOST[:COUNT]`, the only form that an engine's API has room for; undefined for others. */
export function parseIdRange(text: string): IdRange | undefined {
  const match = /^(\d+):(\d+)(?::(\d+))?$/.exec(text.trim());
  if (match === null) return undefined;
  return { container: Number(match[1]), host: Number(match[2]), count: Number(match[3] ?? 1) };
}
