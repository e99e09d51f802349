import { carryOut, planMachine } from '../../machine/apply.ts';
import type { PlannedMachine } from '../../machine/apply.ts';
import type { MachineEngine } from '../../machine/machine.ts';
import { noSettings } from '../../machine/machine.ts';
import { wantedSettings } from '../../machine/wanted.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { MachineSettings } from '../../model/machine-settings.ts';
import type { CommandContext } from '../context.ts';
import { tellRunning } from '../machine/describe.ts';
import { meantMachine } from '../machine/find-machine.ts';
import { machineContext } from '../machine/machine-context.ts';
import type { EngineWay } from './engine-way.ts';

/** Makes the machine be there, as the project wants it, and running. Gives its engine; rejects with a ToolError. */
export async function machineEngine(
  context: CommandContext,
  way: Extract<EngineWay, { kind: 'machine' }>,
  settings: MachineSettings | undefined,
  isAsking: boolean,
): Promise<MachineEngine | 'none'> {
  const provider = settings?.provider ?? way.provider;
  if (provider === 'rootfs' && context.host.platform === 'linux' && context.host.uid !== 0) {
    throw new ToolError(diagnose('machine/not-root', { action: 'selkie bootstrap' }));
  }
  const planned = await planFor(context, way, settings, isAsking);
  context.report(planned.diagnostics);
  if (planned.steps.some(({ kind }) => kind === 'create')) {
    context.streams.stderr.write(`Making machine ${planned.name}, as ${way.because}\n`);
  }
  const engine = await carryOut(machineContext(context, !isAsking), planned);
  if (engine === undefined) return 'none';
  tellRunning(context, planned.name, engine);
  return engine;
}

/** What it takes. */
export async function planFor(
  context: CommandContext,
  { provider: providerName }: Extract<EngineWay, { kind: 'machine' }>,
  settings: MachineSettings | undefined,
  isAsking: boolean,
): Promise<PlannedMachine> {
  const machine = machineContext(context, !isAsking);
  const choice = { name: settings?.name, provider: settings?.provider ?? providerName };
  const { provider, name } = await meantMachine(machine, choice);
  const { value: wanted, diagnostics } = await wantedSettings(settings ?? noSettings, machine);
  if (wanted === undefined) throw new ToolError(diagnostics);
  context.report(diagnostics);
  return planMachine(machine, provider, {
    name,
    wanted,
    isStarting: true,
    mayRecreate: false,
    unsupported: 'skip',
  });
}
