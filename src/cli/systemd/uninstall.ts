import { allUnits, isPlain, pathOf, removeFolder } from '../../systemd/host/installed.ts';
import { planDown } from '../../planner/teardown.ts';
import type { CommandContext, Engine } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { observeProject } from '../observe-project.ts';
import { lockProjectFor } from '../project-lock.ts';
import { runPlan } from '../run-plan.ts';
import type { InstalledProject } from './open-systemd.ts';
import { installedProject } from './open-systemd.ts';
import { control } from './control.ts';
import type { ScopeOptions } from './scope.ts';

/** `selkie systemd uninstall`: stops the project, removes its units, and then what `down` would remove. */
export async function run(
  context: CommandContext,
  options: ScopeOptions & { readonly volumes?: true | undefined },
): Promise<number> {
  const installed = await installedProject(context, options);
  const engine = await context.connect();
  const { release } = await lockProjectFor(context, engine, installed.name, 'systemd uninstall');
  try {
    return await uninstall(context, engine, installed, options.volumes === true);
  } finally {
    await release();
  }
}

async function uninstall(
  context: CommandContext,
  engine: Engine,
  installed: InstalledProject,
  withVolumes: boolean,
): Promise<number> {
  const units = allUnits(installed.texts.keys());
  await control(context, installed, 'stop', units);
  await removeFiles(installed);
  await installed.manager.forgetFailures(units);
  const { name, project } = installed;
  const observed = await observeProject(engine, { name, project }, context.signal, { withImages: false });
  const plan = planDown(name, observed, {
    services: [],
    volumes: withVolumes,
    images: [],
    graceMs: undefined,
    project,
  });
  return plan.operations.length === 0
    ? exitCode.done
    : runPlan(context, { title: 'systemd uninstall', plan, engine, project });
}

async function removeFiles({ site, places, manager, name, texts }: InstalledProject): Promise<void> {
  const files = [...texts.keys()];
  for (const file of files.filter(isPlain)) await manager.disable(file);
  await site.removeAll(files.map((file) => pathOf(places, name, file)));
  await removeFolder(site, places, name);
  await manager.reload();
}
