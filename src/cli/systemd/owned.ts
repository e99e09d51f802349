import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { systemdUnitLabel } from '../../planner/labels.ts';
import type { ObservedLives } from '../../planner/observed.ts';
import type { FileTexts } from '../../systemd/host/installed.ts';
import { readInstalled } from '../../systemd/host/installed.ts';
import { placesOf } from '../../systemd/host/places.ts';
import { hereSite } from '../../systemd/host/site.ts';
import type { CommandContext, Engine } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { scopeOf } from './scope.ts';

/** A project as a command finds it on the engine. */
export interface FoundProject {
  readonly name: string;
  readonly engine: Engine;
  readonly observed: ObservedLives;
}

/** Commands that systemd has, too. */
const routed: Readonly<Record<string, 'start' | 'stop' | 'restart'>> = {
  start: 'start',
  stop: 'stop',
  restart: 'restart',
};

/** What to say instead of a command that would work against systemd. */
const instead: Readonly<Record<string, string>> = {
  up: 'selkie systemd upgrade',
  create: 'selkie systemd upgrade',
  scale: 'selkie systemd upgrade',
  down: 'selkie systemd uninstall',
  rm: 'selkie systemd uninstall',
};

/** Throws a ToolError for a command that systemd would undo, when it runs the project. */
export async function refuseOwned(
  context: CommandContext,
  found: FoundProject,
  command: string,
): Promise<void> {
  const other = instead[command];
  if (other === undefined) return;
  const isOwned = ownedUnits(found.observed).size > 0 || (await installedTexts(context, found)).size > 0;
  if (isOwned)
    throw new ToolError(diagnose('systemd/owns', { project: found.name, command, instead: other }));
}

/** Has systemd start, stop or restart what it runs. Gives the exit status; undefined where the project is not its own. */
export async function routeToSystemd(
  context: CommandContext,
  found: FoundProject,
  command: string,
  services: ReadonlySet<string>,
): Promise<number | undefined> {
  const verb = routed[command];
  if (verb === undefined) return undefined;
  const { installedContainers } = await import('./service-units.ts');
  const owned = ownedUnits(found.observed);
  const installed = installedContainers(await installedTexts(context, found));
  const units = new Set([
    ...[...owned].flatMap(([unit, service]) => (services.has(service) ? [unit] : [])),
    ...installed.flatMap(({ unit, service }) => (services.has(service) ? [unit] : [])),
  ]);
  if (units.size === 0) return undefined;
  if (found.engine.isRemote && found.engine.shell === undefined) {
    throw new ToolError(
      diagnose('systemd/owns', {
        project: found.name,
        command,
        instead: `systemctl ${verb} ${[...units].join(' ')}`,
      }),
    );
  }
  const [{ control }, { openSystemd }] = await Promise.all([
    import('./control.ts'),
    import('./open-systemd.ts'),
  ]);
  await control(context, await openSystemd(context, {}), verb, [...units].sort());
  return exitCode.done;
}

/** Unit → service of containers that systemd runs. */
function ownedUnits({ containers }: ObservedLives): ReadonlyMap<string, string> {
  return new Map(
    containers.flatMap(({ labels, service, isOneOff }) => {
      const unit = labels.get(systemdUnitLabel);
      return unit === undefined || unit === '' || service === undefined || isOneOff ? [] : [[unit, service]];
    }),
  );
}

/** What is installed of the project here: its containers are only there while they run. */
async function installedTexts(context: CommandContext, { name, engine }: FoundProject): Promise<FileTexts> {
  // On an engine elsewhere, its containers have to tell: looking there costs more than most commands.
  if (engine.isRemote || engine.shell !== undefined) return new Map();
  const site = hereSite(context.host);
  return readInstalled(site, placesOf(site, scopeOf(site, {})), name);
}
