import type { EngineEvent } from '../replies.ts';
import { fieldsOf } from './fields.ts';

/** One line of `events`. */
export function decodeEvent(value: unknown): EngineEvent {
  const all = fieldsOf(value, 'event');
  const actor = all.child('Actor');
  const attributes = actor.textMap('Attributes');
  const exitCode = attributes.get('containerExitCode');
  const health = all.text('HealthStatus') || attributes.get('health_status');
  return {
    type: all.text('Type'),
    action: all.text('Action') || all.text('status'),
    id: actor.text('ID') || all.text('id'),
    name: attributes.get('name'),
    attributes,
    exitCode: exitCode === undefined ? undefined : Number(exitCode),
    health: health === undefined || health === '' ? undefined : health,
    // Nanoseconds are beyond what a double holds exactly; milliseconds of them are not.
    timeMs: Math.floor(all.number('timeNano') / 1e6) || all.number('time') * 1000,
  };
}
