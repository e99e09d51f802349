import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { once } from '../../lib/once.ts';
import { findingsIn, isMendable } from '../../machine/doctor/mendable.ts';
import type { MachineEngine } from '../../machine/machine.ts';
import type { BootstrapOptions } from '../commands/bootstrap-command.ts';
import { run as up } from '../commands/up.ts';
import type { CommandContext } from '../context.ts';
import type { Examination } from '../doctor/doctor.ts';
import { examineHost, isInTheWay } from '../doctor/doctor.ts';
import { mend } from '../doctor/mend.ts';
import { exitCode } from '../exit-code.ts';
import type { EngineWay } from './engine-way.ts';
import { engineWay } from './engine-way.ts';
import { machineEngine } from './machine-engine.ts';
import type { MissingEnv } from './missing-env.ts';
import { makeEnv, missingProjectEnv, missingServiceEnv } from './missing-env.ts';
import { showPlan } from './show-plan.ts';

/** `selkie bootstrap`: every step looks first whether it is done. */
export async function run(context: CommandContext, options: BootstrapOptions): Promise<number> {
  const isAsking = options.yes !== true;
  if (context.globals.isDryRun) {
    const missing = await missingEnv(context, options);
    const examination = await examineHost(context);
    return showPlan(context, { way: await wayOf(context, examination), examination, missing, options });
  }
  // With the project's own `.env` its files can be read to their end, and tell which others are missing.
  await makeMissing(context, await missingEnv(context, options));
  await makeMissing(context, await missingEnv(context, options));
  const first = await examineHost(context);
  const engine = await engineBy(context, first, await wayOf(context, first), isAsking);
  if (engine === 'none') return exitCode.failed;
  if (!(await hasProject(context))) return exitCode.done;
  return bringUp(context, engine?.url, options);
}

/** undefined: Selkie finds it by itself; `none`: there is none, which was told. */
async function engineBy(
  context: CommandContext,
  first: Examination,
  way: EngineWay,
  isAsking: boolean,
): Promise<MachineEngine | 'none' | undefined> {
  if (way.kind === 'machine') return machineEngine(context, way, first.facts.project?.machine, isAsking);
  const isMending = findingsIn(first.results).some(isMendable);
  const { examination } = isMending ? await mend(context, first, { isAsking }) : { examination: first };
  if (!isInTheWay(examination.results)) {
    tell(context, await engineWords(examination));
    return undefined;
  }
  // What looked as if it could be mended could not: the package is not to be had, or root's rights are not.
  const next = await wayOf(context, examination);
  if (next.kind === 'machine' && context.host.uid === 0) {
    return machineEngine(context, next, examination.facts.project?.machine, isAsking);
  }
  const problems = findingsIn(examination.results)
    .filter(({ verdict }) => verdict.state === 'error')
    .map(({ check }) => check.name);
  throw new ToolError(diagnose('machine/host-not-ready', { problems }));
}

async function wayOf(context: CommandContext, { facts, results }: Examination): Promise<EngineWay> {
  const { connection } = await facts.engine();
  return engineWay({
    platform: context.host.platform,
    results,
    place: connection === undefined ? undefined : await facts.place(),
    machine: facts.project?.machine,
  });
}

async function missingEnv(
  context: CommandContext,
  { services }: BootstrapOptions,
): Promise<readonly MissingEnv[]> {
  const all = [...(await missingProjectEnv(context)), ...(await missingServiceEnv(context, services))];
  return [...new Map(all.map((one) => [one.path, one])).values()];
}

async function makeMissing(context: CommandContext, missing: readonly MissingEnv[]): Promise<void> {
  for (const one of missing) {
    await makeEnv(context.host, one);
    tell(context, `Made ${one.path} from ${one.example}: look whether its values are yours`);
  }
}

/** Without a compose file there is an engine now, and nothing more to do. */
async function hasProject(context: CommandContext): Promise<boolean> {
  const { discover } = await import('../../parser/discover.ts');
  const { host, globals } = context;
  const isNamed = globals.files.length > 0 || (host.env['COMPOSE_FILE'] ?? '') !== '';
  if (isNamed || (await discover(host, globals.projectDirectory ?? host.workingDir, [])) !== undefined)
    return true;
  tell(context, 'There is no compose file here, so nothing is brought up');
  return false;
}

async function bringUp(
  context: CommandContext,
  url: string | undefined,
  { services, yes }: BootstrapOptions,
): Promise<number> {
  const { host, globals, signal } = context;
  const chosen = { url: globals.url ?? url, connection: globals.connection };
  const connect = once(async () => {
    const { connect: open } = await import('../../podman/connection.ts');
    return open(chosen, host, signal);
  });
  try {
    const given = { targets: services, detach: true, color: true, logPrefix: true } as const;
    return await up(
      { ...context, globals: { ...globals, url: chosen.url }, connect },
      yes === undefined ? given : { ...given, yes },
    );
  } finally {
    await connect().then(
      ({ client }) => client.close(),
      () => undefined,
    );
  }
}

async function engineWords({ facts }: Examination): Promise<string> {
  const { connection } = await facts.engine();
  if (connection === undefined) return 'No engine answers';
  return `The engine is Podman ${connection.version.join('.')}, ${connection.how}`;
}

function tell({ streams, globals }: CommandContext, text: string): void {
  if (globals.progress !== 'quiet' && globals.progress !== 'json') streams.stderr.write(`${text}\n`);
}
