import { label } from '../../planner/labels.ts';
import type { LogSource } from './log-event.ts';

/** A container as the source of output. */
export function sourceOf(id: string, name: string, labels: ReadonlyMap<string, string>): LogSource {
  return {
    containerId: id,
    container: name,
    service: labels.get(label.service) ?? name,
    replica: Number(labels.get(label.number) ?? 1),
  };
}
