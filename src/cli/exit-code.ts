/** What the process's exit status says. */
export const exitCode = {
  done: 0,
  /** Selkie is at fault. */
  bug: 1,
  /** The input is wrong, or something failed that can fail. */
  failed: 2,
  /** `plan --exit-code`: something is to do. */
  changesAhead: 2,
  /** `doctor`: something stands in the way of a working engine. */
  inTheWay: 1,
  /** Ctrl-C or SIGTERM. */
  interrupted: 130,
} as const;
