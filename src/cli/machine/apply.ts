import type { JsonObject } from '../../lib/json.ts';
import { carryOut, planMachine } from '../../machine/apply.ts';
import type { PlannedMachine } from '../../machine/apply.ts';
import type { ProviderName } from '../../machine/machine.ts';
import type { ApplyStep } from '../../machine/plan-apply.ts';
import { noSettings } from '../../machine/machine.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { ask } from './ask.ts';
import { describeSettings, settingsInWords, tellRunning } from './describe.ts';
import { meantMachine } from './find-machine.ts';
import { machineContext } from './machine-context.ts';
import { projectMachine } from './project-machine.ts';
import type { SettingOptions } from './written-settings.ts';
import { wanted, writtenSettings } from './written-settings.ts';

/** Arguments and options of `machine apply`. */
export interface ApplyOptions extends SettingOptions {
  readonly name?: string | undefined;
  readonly provider?: ProviderName | undefined;
  readonly recreate?: true | undefined;
  readonly now?: true | undefined;
  readonly yes?: true | undefined;
  readonly format: 'text' | 'json';
}

/** Makes a machine be as the options and the compose file say, with the least that it takes. */
export async function run(context: CommandContext, options: ApplyOptions): Promise<number> {
  const machine = machineContext(context, options.yes === true);
  const project = await projectMachine(context);
  const choice = {
    name: options.name ?? project?.name,
    provider: options.provider ?? project?.provider,
  };
  const { provider, name } = await meantMachine(machine, choice);
  const settings = await wanted(context, machine, writtenSettings(options, project ?? noSettings));
  const planned = await planMachine(machine, provider, {
    name,
    wanted: settings,
    isStarting: options.now === true,
    mayRecreate: options.recreate === true,
    unsupported: 'skip',
  });
  context.report(planned.diagnostics);
  show(context, planned, options);
  if (context.globals.isDryRun || planned.steps.length === 0) return exitCode.done;
  const isLosing = planned.steps.some(({ kind }) => kind === 'remove');
  if (isLosing && options.yes !== true) {
    const question = `Machine ${planned.name} is taken away with all its images, volumes and containers. Go on?`;
    if (!(await ask(context, question))) return exitCode.failed;
  }
  const engine = await carryOut(machine, planned);
  if (engine !== undefined) tellRunning(context, planned.name, engine);
  return exitCode.done;
}

/** The plan is data where it was asked for, and news elsewhere. */
function show(
  { streams, globals }: CommandContext,
  { name, provider, steps }: PlannedMachine,
  { format }: ApplyOptions,
): void {
  if (format === 'json') {
    const plan = { machine: name, provider: provider.name, steps: steps.map(stepAsJson) };
    streams.stdout.write(`${JSON.stringify(plan, undefined, 2)}\n`);
    return;
  }
  const text =
    steps.length === 0
      ? `Machine ${name} is as wanted\n`
      : steps.map((step, index) => `#${index + 1} ${inWords(step)}, as ${step.because}\n`).join('');
  (globals.isDryRun ? streams.stdout : streams.stderr).write(text);
}

function stepAsJson(step: ApplyStep): JsonObject {
  const { kind, because } = step;
  if (step.kind === 'create') return { kind, because, settings: describeSettings(step.settings) };
  if (step.kind === 'change') return { kind, because, changes: describeSettings(step.changes) };
  return { kind, because };
}

function inWords(step: ApplyStep): string {
  const words =
    step.kind === 'create'
      ? settingsInWords(step.settings)
      : step.kind === 'change'
        ? settingsInWords(step.changes)
        : '';
  return words === '' ? step.kind : `${step.kind} (${words})`;
}
