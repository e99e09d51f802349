/** When the engine starts a container again. */
export interface RestartPolicy {
  readonly kind: 'no' | 'always' | 'on-failure' | 'unless-stopped';
  /** For `on-failure`: how often at the most; undefined is without end. */
  readonly maxAttempts: number | undefined;
}
