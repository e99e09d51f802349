import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Project } from '../../model/project.ts';
import type { Manager } from '../../systemd/host/manager.ts';
import type { UnitSet } from '../../systemd/unit-file.ts';
import type { CommandContext, Engine } from '../context.ts';
import { observeProject } from '../observe-project.ts';

/** Whose health is waited for. */
export interface HealthWait {
  readonly engine: Engine;
  readonly project: Project;
  readonly units: UnitSet;
  readonly manager: Manager;
  /** Whose units they are. */
  readonly scope: 'system' | 'user';
}

const pauseMs = 500;

/** Waits until every container that runs and has a health check is healthy. Rejects with a ToolError for one that is not. */
export async function awaitHealth(
  context: CommandContext,
  { engine, project, units, manager, scope }: HealthWait,
): Promise<void> {
  const { host, signal } = context;
  const containers = new Map(
    units.files.flatMap(({ unit, role }) =>
      role.kind === 'container' && !role.isJob ? [[role.container, unit] as const] : [],
    ),
  );
  for (;;) {
    const states = await manager.show([...containers.values()]);
    const running = new Set(states.flatMap(({ unit, active }) => (active === 'active' ? [unit] : [])));
    const observed = await observeProject(engine, { name: project.name, project }, signal, {
      withImages: false,
    });
    const checked = observed.containers.flatMap(({ name, health }) => {
      const unit = containers.get(name);
      return unit === undefined || health === undefined || !running.has(unit) ? [] : [{ name, unit, health }];
    });
    const ill = checked.filter(({ health }) => health === 'unhealthy');
    if (ill.length > 0) {
      throw new ToolError(
        ill.map(({ name, unit }) => diagnose('systemd/unhealthy', { container: name, unit, scope })),
      );
    }
    if (checked.every(({ health }) => health === 'healthy')) return;
    await host.clock.sleep(pauseMs, signal);
  }
}
