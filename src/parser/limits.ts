/** Bounds that keep hostile input from taking unbounded time or memory. README.md names them. */
export const limits = {
  /** Bytes of one compose file. */
  fileBytes: 16 * 1024 * 1024,
  /** Bytes of one env file. */
  envFileBytes: 16 * 1024 * 1024,
  /** Values in one document once its aliases are written out. */
  expandedNodes: 2_000_000,
  /** Findings that are shown; the rest are counted. */
  findings: 200,
  /** Mistakes of YAML shown for one document: those after the first few are mostly their echo. */
  yamlFindings: 20,
  /** Services that extend each other in one chain. */
  extendsChain: 200,
  /** Brackets left open at one place, counted before YAML is read. */
  openBrackets: 1000,
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
