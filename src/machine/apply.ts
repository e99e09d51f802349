import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Machine, MachineEngine } from './machine.ts';
import type { RootfsRequest } from './machine-spec.ts';
import type { ApplyRequest, ApplyStep } from './plan-apply.ts';
import { planApply } from './plan-apply.ts';
import type { MachineContext, MachineProvider } from './provider.ts';
import { startInTime } from './start-in-time.ts';

/** What is to be done with a machine so that it is as wanted. */
export interface PlannedMachine {
  readonly provider: MachineProvider;
  readonly name: string;
  /** Empty: it is as wanted. */
  readonly steps: readonly ApplyStep[];
  /** Warnings and notes. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Looks at the machine and says what it takes to make it as wanted. Rejects with a ToolError where it cannot be. */
export async function planMachine(
  context: MachineContext,
  provider: MachineProvider,
  request: ApplyRequest,
): Promise<PlannedMachine> {
  await provider.require(context);
  const [abilities, machines] = await Promise.all([provider.abilities(context), provider.list(context)]);
  const real = machines.find(({ name }) => name === request.name);
  const { value: steps, diagnostics } = planApply(request, real, abilities);
  if (steps === undefined) throw new ToolError(diagnostics);
  return { provider, name: request.name, steps, diagnostics };
}

/** Does it. Gives where the machine's engine answers if it runs in the end. */
export async function carryOut(
  context: MachineContext,
  { provider, name, steps }: PlannedMachine,
  rootfs?: Omit<RootfsRequest, 'name' | 'shares'>,
): Promise<MachineEngine | undefined> {
  for (const step of steps) await perform(context, provider, name, step, rootfs);
  return (await find(context, provider, name)).engine;
}

async function perform(
  context: MachineContext,
  provider: MachineProvider,
  name: string,
  step: ApplyStep,
  rootfs: Omit<RootfsRequest, 'name' | 'shares'> | undefined,
): Promise<void> {
  switch (step.kind) {
    case 'remove':
      return provider.remove(context, name, { isForced: false, isPruning: false });
    case 'stop':
      return provider.stop(context, name);
    case 'start':
      await startInTime(context, provider, name);
      return;
    case 'create':
      return provider.init(context, { name, settings: step.settings, rootfs });
    case 'change':
      return provider.change(context, name, step.changes);
  }
}

async function find(context: MachineContext, provider: MachineProvider, name: string): Promise<Machine> {
  const found = (await provider.list(context)).find((machine) => machine.name === name);
  if (found !== undefined) return found;
  throw new ToolError(diagnose('machine/unknown', { name, nearest: undefined, known: [] }));
}
