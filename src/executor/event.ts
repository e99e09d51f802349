import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Operation, OperationId } from '../planner/plan.ts';

/** What happens while a plan is carried out, in order. The last one is `ended`, and it comes exactly once. */
export type ExecutionEvent =
  | { readonly kind: 'begun'; readonly operation: Operation }
  | ProgressEvent
  /** A line that a hook printed, without its line break. */
  | {
      readonly kind: 'output';
      readonly operation: Operation;
      readonly stream: 'stdout' | 'stderr';
      readonly line: Uint8Array;
    }
  /** Variables for those who use what the step provides. They may be secret. */
  | {
      readonly kind: 'provided';
      readonly operation: Operation;
      readonly variables: ReadonlyMap<string, string>;
    }
  | { readonly kind: 'done'; readonly operation: Operation }
  | { readonly kind: 'skipped'; readonly operation: Operation; readonly reason: SkipReason }
  | {
      readonly kind: 'failed';
      readonly operation: Operation;
      readonly diagnostics: readonly Diagnostic[];
      /** Set when the failure is a bug of ours and no diagnostic says it. */
      readonly bug: unknown;
    }
  /** Something the user should know; the step goes on or, when it is optional, counts as done. */
  | { readonly kind: 'warning'; readonly operation: Operation; readonly diagnostics: readonly Diagnostic[] }
  | {
      readonly kind: 'ended';
      /** Steps that failed, optional ones left out. */
      readonly failures: number;
      /** True when the signal ended the work before its end. */
      readonly wasInterrupted: boolean;
    };

/** How far a step is. */
export interface ProgressEvent {
  readonly kind: 'progress';
  readonly operation: Operation;
  /** A line of output, or a status. */
  readonly text: string;
  /** A part that goes its own way, such as one layer of an image. */
  readonly part?: string;
  /** Bytes. */
  readonly current?: number;
  /** Bytes; absent when not known. */
  readonly total?: number;
}

/** Why a step was not carried out. */
export type SkipReason =
  /** Its condition does not hold: nothing changed. Counts as done. */
  | { readonly kind: 'unchanged' }
  /** A step before it failed. */
  | { readonly kind: 'blocked'; readonly by: OperationId }
  | { readonly kind: 'interrupted' };
