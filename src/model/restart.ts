/** When the engine starts a container again. */
export interface RestartPolicy {
  readonly kind: 'no' | 'always' | 'on-failure' | 'unless-stopped';
  /** For `on-failure`: how often at the most; undefined is without end. */
  readonly maxAttempts: number | undefined;
  /** What `deploy.restart_policy` says beyond that, which systemd can do and an engine cannot. */
  readonly pace?: RestartPace;
}

/** How long to wait before a restart, how often to try, and how long it has to run until an attempt counts no more. */
export interface RestartPace {
  readonly delayMs: number | undefined;
  readonly windowMs: number | undefined;
  readonly maxAttempts: number | undefined;
}
