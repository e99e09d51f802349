import { actionsOf } from '../../machine/doctor/action.ts';
import { actionLines } from '../../machine/doctor/action-words.ts';
import { findingsIn, isMendable } from '../../machine/doctor/mendable.ts';
import type { BootstrapOptions } from '../commands/bootstrap-command.ts';
import type { CommandContext } from '../context.ts';
import type { Examination } from '../doctor/doctor.ts';
import { exitCode } from '../exit-code.ts';
import type { EngineWay } from './engine-way.ts';
import { planFor } from './machine-engine.ts';
import type { MissingEnv } from './missing-env.ts';

/** What a plan is shown of. */
export interface BootstrapPlan {
  readonly way: EngineWay;
  readonly examination: Examination;
  readonly missing: readonly MissingEnv[];
  readonly options: BootstrapOptions;
}

/** `bootstrap --dry-run`: the steps on stdout. What a step brings to light can add others, which then are asked for. */
export async function showPlan(context: CommandContext, plan: BootstrapPlan): Promise<number> {
  const { way, examination, missing, options } = plan;
  const lines = [
    ...missing.map(({ path, example }) => `make ${path} from ${example}`),
    ...(await engineLines(context, way, examination)),
    examination.facts.project === undefined
      ? 'bring up the project, where there is one'
      : `pull or build what is missing of project ${examination.facts.project.name}, and bring it up${options.services.length === 0 ? '' : `: ${options.services.join(', ')}`}`,
  ];
  context.streams.stdout.write(lines.map((line, index) => `#${index + 1} ${line}\n`).join(''));
  return exitCode.done;
}

async function engineLines(
  context: CommandContext,
  way: EngineWay,
  { facts, results }: Examination,
): Promise<readonly string[]> {
  if (way.kind === 'machine') {
    const { name, steps } = await planFor(context, way, facts.project?.machine, true);
    if (steps.length === 0) return [`use machine ${name}, which runs`];
    return steps.map(({ kind, because }) => `${kind} machine ${name}, as ${because} (${way.because})`);
  }
  const manager = await facts.packageManager();
  const mending = findingsIn(results)
    .filter(isMendable)
    .flatMap(({ check, verdict }) => {
      const actions = actionsOf(verdict.fix, manager).flatMap((action) =>
        actionLines(action, context.host.uid !== 0),
      );
      return [[`mend ${check.name}: ${verdict.found.replaceAll('`', '')}`, ...actions].join('\n     ')];
    });
  const { connection } = await facts.engine();
  return [
    ...mending,
    connection === undefined
      ? 'use the Podman of this host'
      : `use Podman ${connection.version.join('.')}, ${connection.how.replaceAll('`', '')}`,
  ];
}
