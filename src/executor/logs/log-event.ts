import type { Diagnostic } from '../../diagnostics/diagnostic.ts';

/** Which container something comes from. */
export interface LogSource {
  readonly containerId: string;
  readonly container: string;
  readonly service: string;
  readonly replica: number;
}

/** One line that a container printed. */
export interface LogLine extends LogSource {
  readonly kind: 'line';
  readonly stream: 'stdout' | 'stderr';
  /** The line's bytes as they were printed, without the line break. */
  readonly data: Uint8Array;
  /** The engine's time of the line, as it writes it: RFC 3339, to the second on engines before 5.8. Empty where nobody asked for it. */
  readonly time: string;
}

/** What reading containers' output gives. */
export type LogEvent =
  | LogLine
  | (LogSource & {
      readonly kind: 'exited';
      readonly exitCode: number;
      /** True when its restart policy starts the container again. */
      readonly willRestart: boolean;
    })
  /** The container's output cannot be had, for example because its log driver keeps none. Said once. */
  | (LogSource & { readonly kind: 'unreadable'; readonly diagnostics: readonly Diagnostic[] });
