import { setMaxListeners } from 'node:events';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { FileTexts } from '../../systemd/host/installed.ts';
import { readInstalled } from '../../systemd/host/installed.ts';
import type { Manager } from '../../systemd/host/manager.ts';
import { managerOf } from '../../systemd/host/manager.ts';
import type { Places } from '../../systemd/host/places.ts';
import { placesOf } from '../../systemd/host/places.ts';
import type { CommandContext } from '../context.ts';
import type { KnownProject } from '../project-or-name.ts';
import { projectOrName } from '../project-or-name.ts';
import type { ScopeOptions } from './scope.ts';
import { scopeOf } from './scope.ts';

/** The systemd of this machine that a command works with. */
export interface LocalSystemd {
  readonly places: Places;
  readonly manager: Manager;
}

/** Opens the systemd that the options mean. Rejects with a ToolError where there is none. */
export async function localSystemd(context: CommandContext, options: ScopeOptions): Promise<LocalSystemd> {
  const { host, signal } = context;
  // Units are asked for many times over, and each time listens for the end.
  setMaxListeners(0, signal);
  if ((await host.files.stat('/run/systemd/system')) === undefined) {
    throw new ToolError(diagnose('systemd/no-systemd', { what: 'this machine is not run by systemd' }));
  }
  const places = placesOf(host, scopeOf(host, options));
  return { places, manager: managerOf(host, places, signal) };
}

/** A project that is installed. */
export interface InstalledProject extends LocalSystemd, KnownProject {
  readonly texts: FileTexts;
}

/** The project that a command means, as it is installed. Rejects with a ToolError where it is not. */
export async function installedProject(
  context: CommandContext,
  options: ScopeOptions,
): Promise<InstalledProject> {
  const systemd = await localSystemd(context, options);
  const known = await projectOrName(context, []);
  const texts = await readInstalled(context.host, systemd.places, known.name);
  if (texts.size === 0) {
    const scope = systemd.places.scope;
    throw new ToolError(diagnose('systemd/not-installed', { project: known.name, scope }));
  }
  return { ...systemd, ...known, texts };
}
