import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Project } from '../../model/project.ts';
import type { ObservedState } from '../../planner/observed.ts';
import { deploy } from '../../systemd/host/deploy.ts';
import type { FileTexts } from '../../systemd/host/installed.ts';
import type { UnitSet } from '../../systemd/unit-file.ts';
import type { CommandContext, Engine } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import type { LocalSystemd } from './local.ts';
import { localSystemd } from './local.ts';
import { makeUnits } from './make-units.ts';
import { observeForUnits, prepare, refuseForeign } from './prepare.ts';
import { scopeOf } from './scope.ts';
import type { ScopeOptions } from './scope.ts';
import { textsOf } from './unit-texts.ts';
import { unitProgress } from './unit-progress.ts';
import { awaitHealth } from './health.ts';

/** Options of `install` and `upgrade`. */
export interface InstallOptions extends ScopeOptions {
  readonly targets: readonly string[];
  readonly start?: true | undefined;
  readonly enableLinger?: true | undefined;
  readonly strict?: true | undefined;
  readonly pull?: true | undefined;
  readonly build?: true | undefined;
}

/** `selkie systemd install` and `upgrade`: what is installed becomes what the file says, or stays as it is. */
export async function run(
  context: CommandContext,
  options: InstallOptions,
  command: 'install' | 'upgrade' = 'install',
): Promise<number> {
  const systemd = await localSystemd(context, options);
  const project = await context.loadProject({ services: options.targets });
  const engine = await context.connect();
  if (engine.isRemote) {
    throw new ToolError(diagnose('systemd/no-systemd', { what: 'the engine is on another machine' }));
  }
  const before = await observeForUnits(context, engine, project);
  refuseForeign(project, before);
  const status = await prepare(context, engine, project, before, options);
  if (status !== exitCode.done) return status;
  const units = await makeUnits(context, project, {
    targets: options.targets,
    version: undefined,
    scope: scopeOf(context.host, options),
    isStrict: options.strict === true,
  });
  const after = await observeForUnits(context, engine, project);
  await linger(context, options);
  await carryOut(context, { systemd, engine, project, units, observed: after, command, options });
  return exitCode.done;
}

interface Work {
  readonly systemd: LocalSystemd;
  readonly engine: Engine;
  readonly project: Project;
  readonly units: UnitSet;
  readonly observed: ObservedState;
  readonly command: string;
  readonly options: InstallOptions;
}

async function carryOut(context: CommandContext, work: Work): Promise<void> {
  const { systemd, engine, project, units, observed, command, options } = work;
  const { host, signal } = context;
  const texts: FileTexts = new Map(textsOf(units, project).map(({ name, text }) => [name, text]));
  const progress = unitProgress(context, `systemd ${command}`);
  try {
    await deploy(
      {
        project: project.name,
        texts,
        start: options.start === true,
        stale: staleUnits(units, observed),
        removeNetwork: async (file) => {
          const role = units.files.find(({ name }) => name === file)?.role;
          if (role?.kind === 'network') await engine.client.removeNetwork(role.name, signal);
        },
        check: async () => awaitHealth(context, { engine, project, units, manager: systemd.manager }),
      },
      { host, places: systemd.places, manager: systemd.manager, signal, onState: progress.show },
    );
  } finally {
    progress.end();
  }
}

/** Units whose containers were made from an image that has been replaced under its name. */
function staleUnits({ files }: UnitSet, observed: ObservedState): ReadonlySet<string> {
  const containers = new Map(observed.containers.map((container) => [container.name, container] as const));
  const images = new Set([...observed.images.values()].map(({ id }) => id));
  return new Set(
    files.flatMap(({ unit, role }) => {
      if (role.kind !== 'container') return [];
      const there = containers.get(role.container);
      return there === undefined || images.has(there.imageId) ? [] : [unit];
    }),
  );
}

/** A user's units run without the user only when that is turned on. */
async function linger({ host, report, signal }: CommandContext, options: InstallOptions): Promise<void> {
  if (scopeOf(host, options) === 'system') return;
  const user = host.env['USER'] ?? host.env['LOGNAME'] ?? String(host.uid ?? '');
  if ((await host.files.stat(`/var/lib/systemd/linger/${user}`)) !== undefined) return;
  if (options.enableLinger === true) {
    const { exitCode: code, stderr } = await host.processes.run('loginctl', ['enable-linger', user], {
      signal,
    });
    if (code === 0) return;
    const text = stderr.trim().replace(/\.$/u, '');
    throw new ToolError(diagnose('systemd/refused', { command: 'loginctl enable-linger', text }));
  }
  report([diagnose('systemd/no-linger', { user })]);
}
