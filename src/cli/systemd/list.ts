import { allUnits, installedProjects, readInstalled } from '../../systemd/host/installed.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { formatTable } from '../table.ts';
import { openSystemd } from './open-systemd.ts';
import type { ScopeOptions } from './scope.ts';
import { installedContainers } from './service-units.ts';

/** `selkie systemd list`: the projects that are installed. */
export async function run(
  context: CommandContext,
  options: ScopeOptions & { readonly format?: 'table' | 'json' | undefined },
): Promise<number> {
  const { site, places, manager } = await openSystemd(context, options);
  const rows = [];
  for (const project of await installedProjects(site, places)) {
    const texts = await readInstalled(site, places, project);
    const containers = installedContainers(texts);
    const states = await manager.show(containers.map(({ unit }) => unit));
    const active = states.filter((state) => state.active === 'active').length;
    rows.push({ project, containers: containers.length, active, units: allUnits(texts.keys()).length });
  }
  context.streams.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify(rows, undefined, 2)}\n`
      : formatTable([
          ['PROJECT', 'ACTIVE', 'UNITS'],
          ...rows.map(({ project, active, containers, units }) => [
            project,
            `${active}/${containers}`,
            String(units),
          ]),
        ]),
  );
  return exitCode.done;
}
