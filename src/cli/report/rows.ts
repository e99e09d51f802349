import type { ResourceUpdate } from './reporter.ts';
import { resourceId } from './reporter.ts';

/** What is known of one resource: its last update, and when it was first and last heard of. */
export interface Row extends ResourceUpdate {
  readonly startedMs: number;
  readonly changedMs: number;
}

/** The resources of one piece of work, in the order of their first update. */
export type Rows = ReadonlyMap<string, Row>;

/** The rows with one update taken in. */
export function withUpdate(rows: Rows, update: ResourceUpdate, nowMs: number): Rows {
  const id = resourceId(update);
  const row: Row = { ...update, startedMs: rows.get(id)?.startedMs ?? nowMs, changedMs: nowMs };
  return new Map(rows).set(id, row);
}

/** True when nothing more is expected of the row for now. */
export function isSettled(row: Row): boolean {
  return row.status !== 'Working';
}
