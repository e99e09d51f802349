/** Bounds that keep hostile input from taking unbounded time or memory. docs/compose-support.md names them. */
export const limits = {
  /** Bytes of one compose file. */
  fileBytes: 16 * 1024 * 1024,
  /** Bytes of one env file. */
  envFileBytes: 16 * 1024 * 1024,
  /** Values in one document once its aliases are written out. */
  expandedNodes: 2_000_000,
  /** Lists and mappings inside each other. */
  depth: 100,
  /** `${…}` inside each other. */
  interpolationDepth: 50,
  /** Characters that one interpolated value may grow to. */
  interpolatedLength: 8 * 1024 * 1024,
  /** Files that one project may include or extend from. */
  files: 1000,
  /** Ports in one published range. */
  portRange: 65_536,
} as const;
