import { diagnose } from '../diagnostics/diagnostic.ts';
import { isJsonObject } from '../lib/json.ts';
import type { ServiceCheck } from './service-check.ts';

/** Limits that a service may set beside `deploy.resources`: when both are set they must agree. */
const twins = [
  ['cpus', 'limits', 'cpus'],
  ['mem_limit', 'limits', 'memory'],
  ['mem_reservation', 'reservations', 'memory'],
  ['pids_limit', 'limits', 'pids'],
] as const;

/** Reports limits that are set twice and differ. */
export function checkLimits({ name, definition, place, found }: ServiceCheck): void {
  const { deploy } = definition;
  const resources = isJsonObject(deploy) ? deploy['resources'] : undefined;
  if (!isJsonObject(resources)) return;
  for (const [key, section, inner] of twins) {
    const group = resources[section];
    const other = isJsonObject(group) ? group[inner] : undefined;
    const own = definition[key];
    if (own === undefined || !isJsonObject(group) || own === other) continue;
    if (other === undefined && key !== 'cpus') continue;
    if (other === undefined) continue;
    const keys = [key, `deploy.resources.${section}.${inner}`] as const;
    found.push(
      diagnose('compose/distinct-values', { service: name, keys }, place.span(key), [
        { span: place.span('deploy', 'resources', section, inner), message: 'the other one' },
      ]),
    );
  }
}
