import { deploy } from '../../systemd/host/deploy.ts';
import type { FileTexts } from '../../systemd/host/installed.ts';
import { isPlainProject, readInstalled } from '../../systemd/host/installed.ts';
import { refuseMixedCgroups } from '../../systemd/host/mixed-cgroups.ts';
import type { UnitSet } from '../../systemd/unit-file.ts';
import type { Project } from '../../model/project.ts';
import type { ObservedState } from '../../planner/observed.ts';
import type { Plan } from '../../planner/plan.ts';
import type { CommandContext, Engine } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { lockProjectFor } from '../project-lock.ts';
import { runPlan } from '../run-plan.ts';
import { awaitHealth } from './health.ts';
import { linger } from './linger.ts';
import { makeUnits, usualFormat } from './make-units.ts';
import type { UnitsFormat } from './make-units.ts';
import type { OpenSystemd } from './open-systemd.ts';
import { openSystemd } from './open-systemd.ts';
import { observeForUnits, planPreparations, refuseForeign, warnOfChangedVolumes } from './prepare.ts';
import { restoreImages, takeNewAway } from './put-back.ts';
import type { ReplacedSecret } from './replaced-secrets.ts';
import { readReplaced, restoreSecrets } from './replaced-secrets.ts';
import type { ScopeOptions } from './scope.ts';
import { textsOf } from './unit-texts.ts';
import { unitProgress } from './unit-progress.ts';

/** Options of `install` and `upgrade`. */
export interface InstallOptions extends ScopeOptions {
  readonly targets: readonly string[];
  readonly start?: true | undefined;
  readonly enableLinger?: true | undefined;
  readonly strict?: true | undefined;
  readonly pull?: true | undefined;
  readonly build?: true | undefined;
  readonly format?: UnitsFormat | undefined;
}

/** `selkie systemd install` and `upgrade`: what is installed becomes what the file says, or stays as it is. */
export async function run(
  context: CommandContext,
  options: InstallOptions,
  command: 'install' | 'upgrade' = 'install',
): Promise<number> {
  const systemd = await openSystemd(context, options);
  const project = await context.loadProject({ services: options.targets });
  const engine = await context.connect();
  await refuseMixedCgroups(systemd.site, systemd.places, engine.version, context.signal);
  const { release } = await lockProjectFor(context, engine, project.name, `systemd ${command}`);
  try {
    const before = await observeForUnits(context, engine, project);
    refuseForeign(project, before);
    return await install(context, { systemd, engine, project, before, command, options });
  } finally {
    await release();
  }
}

interface Work {
  readonly systemd: OpenSystemd;
  readonly engine: Engine;
  readonly project: Project;
  /** What the engine had before anything was done. */
  readonly before: ObservedState;
  readonly command: string;
  readonly options: InstallOptions;
}

/** The same on its way. */
interface StartedWork extends Work {
  /** Puts back what of the engine was changed; does so once, however often it is asked to. */
  readonly restore: () => Promise<void>;
}

/** Everything between the first change and the last: what it made is taken away again unless all of it succeeds. */
async function install(context: CommandContext, work: Work): Promise<number> {
  const { systemd, engine, project, before, options } = work;
  let replaced: readonly ReplacedSecret[] = [];
  let restored: Promise<void> | undefined;
  const restore = (): Promise<void> => {
    restored ??= restoreImages(engine, project, before).then(() =>
      restoreSecrets(context, engine, project, replaced),
    );
    return restored;
  };
  let isDone = false;
  try {
    const installed = await readInstalled(systemd.site, systemd.places, project.name);
    // A project that stands as plain units stays so.
    const format = options.format ?? (isPlainProject(installed) ? 'units' : usualFormat(engine.version));
    warnOfChangedVolumes(context, project, before);
    const plan = await planPreparations(context, { project, observed: before, options, format });
    replaced = await readReplaced(engine, plan, before, context.signal);
    const status = await prepare(context, work, plan);
    if (status !== exitCode.done) return status;
    // By what the images are: who can share the pod depends on the ports that they name.
    const units = await makeUnits(context, project, {
      targets: options.targets,
      version: undefined,
      scope: systemd.places.scope,
      isStrict: options.strict === true,
      format,
    });
    const after = await observeForUnits(context, engine, project);
    await linger(context, systemd, options);
    await carryOut(context, { ...work, restore }, units, after);
    isDone = true;
    return exitCode.done;
  } finally {
    if (!isDone) {
      await restore();
      await takeNewAway(context, engine, project, before);
    }
  }
}

/** Makes images and secrets. Gives the exit status. */
async function prepare(context: CommandContext, { engine, project }: Work, plan: Plan): Promise<number> {
  if (plan.operations.length === 0) return exitCode.done;
  return runPlan(context, { title: 'systemd install', plan, engine, project });
}

async function carryOut(
  context: CommandContext,
  { systemd, engine, project, command, options, restore }: StartedWork,
  units: UnitSet,
  observed: ObservedState,
): Promise<void> {
  const { signal } = context;
  const { site, places, manager } = systemd;
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
        check: async () => awaitHealth(context, { engine, project, units, manager, scope: places.scope }),
        restore,
      },
      { site, places, manager, signal, onState: progress.show },
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
