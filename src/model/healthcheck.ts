/** A service's health check. An absent number keeps the image's, or the engine's default. */
export type Healthcheck =
  | { readonly kind: 'disabled' }
  | {
      readonly kind: 'check';
      /** `['CMD', …]` or `['CMD-SHELL', line]`; undefined keeps the image's test. */
      readonly test: readonly string[] | undefined;
      readonly intervalMs: number | undefined;
      readonly timeoutMs: number | undefined;
      readonly startPeriodMs: number | undefined;
      readonly startIntervalMs: number | undefined;
      readonly retries: number | undefined;
    };
