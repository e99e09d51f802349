import type { UnitState } from '../../systemd/host/manager.ts';
import { hasFailed, settle } from '../../systemd/host/settle.ts';
import { refuseFailed } from '../../systemd/host/deploy.ts';
import { runningUnits } from '../../systemd/host/installed.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { installedProject } from './open-systemd.ts';
import type { InstalledProject } from './open-systemd.ts';
import type { ScopeOptions } from './scope.ts';
import { serviceUnits } from './service-units.ts';
import { unitProgress } from './unit-progress.ts';

/** `selkie systemd start`, `stop` and `restart`: of the services named, or of all. */
export async function run(
  context: CommandContext,
  verb: 'start' | 'stop' | 'restart',
  options: ScopeOptions & { readonly targets: readonly string[] },
): Promise<number> {
  const installed = await installedProject(context, options);
  const units = unitsFor(installed, options.targets, verb);
  await control(context, installed, verb, units);
  return exitCode.done;
}

/** Has systemd do it to these units, and waits. Rejects with a ToolError for a unit that does not come up. */
export async function control(
  context: CommandContext,
  { manager }: Pick<InstalledProject, 'manager'>,
  verb: 'start' | 'stop' | 'restart',
  units: readonly string[],
): Promise<void> {
  const { host, signal } = context;
  const progress = unitProgress(context, `systemd ${verb}`);
  const seen = new Set<string>();
  try {
    // A limit of restarts would count these, too.
    await manager.forgetFailures(units);
    await manager.begin(verb, units);
    const failed = await settle(manager, units, host, signal, (state: UnitState) => {
      // What was at rest all along is no news.
      if (state.hasJob || state.active !== 'inactive' || verb === 'stop' || seen.has(state.unit)) {
        seen.add(state.unit);
        progress.show(state);
      }
    });
    if (verb === 'stop') await manager.forgetFailures(failed.filter(hasFailed).map(({ unit }) => unit));
    else await refuseFailed(failed, manager);
  } finally {
    progress.end();
  }
}

/** The units of the services named; of the whole project when none is. */
function unitsFor(
  { texts }: InstalledProject,
  targets: readonly string[],
  verb: 'start' | 'stop' | 'restart',
): readonly string[] {
  if (targets.length > 0) return serviceUnits(texts, targets);
  const all = runningUnits(texts.keys());
  // Restarting the pod or the target restarts what is in it.
  return verb === 'restart' ? all.filter((unit) => !unit.endsWith('.target')) : all;
}
