import type { PodSummary } from '../replies.ts';
import { rowsOf } from './fields.ts';

/** `pods/json`. */
export function decodePods(value: unknown): readonly PodSummary[] {
  return rowsOf(value, 'pods').map((row) => ({
    id: row.requiredText('Id'),
    name: row.requiredText('Name'),
    infraId: row.text('InfraId'),
    status: row.text('Status'),
    labels: row.textMap('Labels'),
    containers: row.children('Containers').map((container) => ({
      id: container.text('Id'),
      name: container.text('Names'),
      status: container.text('Status'),
    })),
  }));
}
