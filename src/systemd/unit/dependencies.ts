import type { ContainerDesign } from '../../planner/container-design.ts';
import type { Emission } from '../emission.ts';
import { unitOf, unitsOf } from '../emission.ts';
import type { Entry } from '../unit-file.ts';
import { socketOrder } from './api-socket.ts';
import { hookLeader } from './pre-start.ts';

/** Entries for `[Unit]`, and commands that have to succeed before the container starts. */
export interface Ordering {
  readonly unit: readonly Entry[];
  readonly service: readonly Entry[];
}

/**
 * `depends_on` as systemd has it. `Wants=` and `After=` start a dependency first and, other than `Requires=`, leave the
 * dependent alone when the dependency is restarted or crashes, as the file means it. A condition that has to hold is asked
 * for at the start. Whoever lives in another's namespace cannot outlive it, and is bound to it.
 */
export function orderingOf(design: ContainerDesign, emission: Emission): Ordering {
  const { service, siblings } = design;
  const wants = new Set<string>();
  const guards = new Set<string>();
  const restarts = new Set<string>();
  const binds = new Set(
    [...siblings.values()].flatMap((container) => unitOf(emission.names, container) ?? []),
  );
  for (const [name, dependency] of [...service.dependsOn].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const unit of unitsOf(emission, name)) {
      if (!binds.has(unit)) wants.add(unit);
      if (dependency.isRequired && dependency.condition !== 'service_started') guards.add(unit);
      if (dependency.restart) restarts.add(unit);
    }
  }
  const leader = unitOf(emission.names, hookLeader(design, emission) ?? '');
  if (leader !== undefined) {
    wants.add(leader);
    guards.add(leader);
  }
  const systemctl = emission.target.scope === 'user' ? '/usr/bin/systemctl --user' : '/usr/bin/systemctl';
  const after = [...new Set([...binds, ...wants])].sort();
  return {
    unit: [
      ...listed('Wants', [...wants]),
      ...listed('BindsTo', [...binds].sort()),
      ...listed('After', after),
      ...listed(
        'PartOf',
        [...restarts].filter((unit) => !binds.has(unit)),
      ),
      ...socketOrder(service),
    ],
    service: [...guards].map((unit) => ['ExecStartPre', `${systemctl} is-active --quiet ${unit}`]),
  };
}

function listed(key: string, units: readonly string[]): readonly Entry[] {
  return units.length === 0 ? [] : [[key, units.join(' ')]];
}
