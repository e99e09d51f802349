import { setMaxListeners } from 'node:events';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { FileTexts } from '../../systemd/host/installed.ts';
import { readInstalled } from '../../systemd/host/installed.ts';
import type { Manager } from '../../systemd/host/manager.ts';
import { managerOf } from '../../systemd/host/manager.ts';
import type { Places } from '../../systemd/host/places.ts';
import { placesOf } from '../../systemd/host/places.ts';
import type { Site } from '../../systemd/host/site.ts';
import { hereSite } from '../../systemd/host/site.ts';
import type { CommandContext, Engine } from '../context.ts';
import type { KnownProject } from '../project-or-name.ts';
import { projectOrName } from '../project-or-name.ts';
import type { ScopeOptions } from './scope.ts';
import { scopeOf } from './scope.ts';

/** The systemd that a command works with, and the machine that it runs. */
export interface OpenSystemd {
  readonly site: Site;
  /** True: the machine is reached by ssh. */
  readonly isFar: boolean;
  readonly places: Places;
  readonly manager: Manager;
}

/** Opens the systemd that the options mean, on the engine's machine. Rejects with a ToolError where there is none. */
export async function openSystemd(context: CommandContext, options: ScopeOptions): Promise<OpenSystemd> {
  const { signal } = context;
  // Units are asked for many times over, and each time listens for the end.
  setMaxListeners(0, signal);
  const engine = await engineIfAny(context);
  const site = await siteOf(context, engine);
  if ((await site.files.stat('/run/systemd/system')) === undefined) {
    throw new ToolError(
      diagnose('systemd/no-systemd', { what: `${whichMachine(engine)} is not run by systemd` }),
    );
  }
  const places = placesOf(site, scopeOf(site, options));
  return { site, isFar: engine?.shell !== undefined, places, manager: managerOf(site, places, signal) };
}

/** The machine that the engine is on. Rejects with a ToolError for one where nothing but the engine is reached. */
export async function siteOf({ host, signal }: CommandContext, engine: Engine | undefined): Promise<Site> {
  if (engine?.shell !== undefined) {
    const { farSite } = await import('../../systemd/host/far-site.ts');
    return farSite(engine.shell, host.clock, signal);
  }
  if (engine?.isRemote !== true) return hereSite(host);
  throw new ToolError(diagnose('systemd/no-systemd', { what: 'only the engine of that machine is reached' }));
}

/** Units can be looked at and stopped while no engine answers; one that was chosen has to. */
async function engineIfAny({ connect }: CommandContext): Promise<Engine | undefined> {
  try {
    return await connect();
  } catch (error) {
    if (error instanceof ToolError && error.diagnostics.some(({ code }) => code === 'engine/none'))
      return undefined;
    throw error;
  }
}

function whichMachine(engine: Engine | undefined): string {
  return engine?.shell === undefined ? 'this machine' : 'the machine over there';
}

/** A project that is installed. */
export interface InstalledProject extends OpenSystemd, KnownProject {
  readonly texts: FileTexts;
}

/** The project that a command means, as it is installed. Rejects with a ToolError where it is not. */
export async function installedProject(
  context: CommandContext,
  options: ScopeOptions,
): Promise<InstalledProject> {
  const systemd = await openSystemd(context, options);
  const known = await projectOrName(context, []);
  const texts = await readInstalled(systemd.site, systemd.places, known.name);
  if (texts.size === 0) {
    const scope = systemd.places.scope;
    throw new ToolError(diagnose('systemd/not-installed', { project: known.name, scope }));
  }
  return { ...systemd, ...known, texts };
}
