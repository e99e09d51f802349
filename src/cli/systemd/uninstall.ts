import { allUnits, pathOf } from '../../systemd/host/installed.ts';
import { planDown } from '../../planner/teardown.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { observeProject } from '../observe-project.ts';
import { runPlan } from '../run-plan.ts';
import type { InstalledProject } from './local.ts';
import { installedProject } from './local.ts';
import { control } from './control.ts';
import type { ScopeOptions } from './scope.ts';

/** `selkie systemd uninstall`: stops the project, removes its units, and then what `down` would remove. */
export async function run(
  context: CommandContext,
  options: ScopeOptions & { readonly volumes?: true | undefined },
): Promise<number> {
  const installed = await installedProject(context, options);
  const units = allUnits(installed.texts.keys());
  await control(context, installed, 'stop', units);
  await removeFiles(context, installed);
  await installed.manager.forgetFailures(units);
  const engine = await context.connect();
  const { name, project } = installed;
  const observed = await observeProject(engine, { name, project }, context.signal, { withImages: false });
  const plan = planDown(name, observed, {
    services: [],
    volumes: options.volumes === true,
    images: [],
    graceMs: undefined,
    project,
  });
  return plan.operations.length === 0
    ? exitCode.done
    : runPlan(context, { title: 'systemd uninstall', plan, engine, project });
}

async function removeFiles(
  { host }: CommandContext,
  { places, manager, name, texts }: InstalledProject,
): Promise<void> {
  for (const file of texts.keys()) {
    if (file.endsWith('.target')) await manager.disable(file);
    await host.files.remove(pathOf(places, name, file));
  }
  await host.files.remove(pathOf(places, name, ''));
  await manager.reload();
}
