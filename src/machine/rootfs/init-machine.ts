import { ToolError } from '../../diagnostics/tool-error.ts';
import type { MachineRecord, MachineSpec, RootfsRequest } from '../machine-spec.ts';
import { printRecord } from '../machine-spec.ts';
import type { MachineStep } from '../plan-machine.ts';
import { planInit, resolveRequest } from '../plan-machine.ts';
import { tellStep } from '../progress.ts';
import type { MachineContext } from '../provider.ts';
import { defaultShares } from '../shares.ts';
import type { MachinePaths, PristinePaths } from '../state-dir.ts';
import { pristinePaths } from '../state-dir.ts';
import { copyRoot, mendRoot } from './copy-root.ts';
import { ensureTools, makingTools } from './host-tools.ts';
import { onRoots } from './locks.ts';
import { makePristine } from './make-pristine.ts';
import { findInit, readRecord } from './observe.ts';
import { pristineKey } from './packages.ts';
import { sweep } from './power-off.ts';
import { pristineState, rootState } from './tree-state.ts';

/** Everything as it is, or by default. */
export const openRequest: Omit<RootfsRequest, 'name'> = {
  suite: undefined,
  packages: undefined,
  network: undefined,
  shares: undefined,
  mirror: undefined,
};

/** Makes the machine, or mends what is damaged of it; one that is there as wanted stays as it is. */
export async function initMachine(
  context: MachineContext,
  request: RootfsRequest,
  paths: MachinePaths,
): Promise<void> {
  const { host, stateDir } = context;
  const record = await readRecord(host, paths);
  const spec = resolveRequest(request, record, await defaultShares(host));
  const pristine = pristinePaths(stateDir, pristineKey(spec.suite, spec.packages, host.arch));
  const isUp = (await findInit(host, paths)) !== undefined;
  const plan = planInit(spec, {
    record,
    root: isUp ? { kind: 'whole' } : await rootState(host, paths),
    pristine: await pristineState(host, pristine),
  });
  if (plan.value === undefined) throw new ToolError(plan.diagnostics);
  if (plan.value.length === 0)
    context.progress({ kind: 'note', text: `Machine ${spec.name} is there already` });
  for (const step of plan.value) await perform(context, step, spec, record, paths, pristine);
}

async function perform(
  context: MachineContext,
  step: MachineStep,
  spec: MachineSpec,
  record: MachineRecord | undefined,
  paths: MachinePaths,
  pristine: PristinePaths,
): Promise<void> {
  const { host, signal, progress } = context;
  const tell = (what: string, work: () => Promise<void>) => tellStep(progress, host.clock, what, work);
  switch (step.kind) {
    case 'make-pristine':
      await ensureTools(context, makingTools);
      await onRoots(context, pristine, async () => {
        // Somebody else may have made it while we waited.
        if ((await pristineState(host, pristine)).kind === 'whole') return;
        const what = `Making a Debian ${spec.suite} root with Podman, as ${step.because}`;
        await tell(what, () => makePristine(context, spec, pristine));
      });
      return;
    case 'copy-root':
      await sweep(context, paths);
      await onRoots(context, pristine, () =>
        tell(`Copying the root to ${paths.root}`, () => copyRoot(host, pristine, paths, signal)),
      );
      return;
    case 'mend-root':
      await onRoots(context, pristine, () =>
        tell(`Mending the root of ${spec.name}, as ${step.because}`, () =>
          mendRoot(host, pristine, paths, signal),
        ),
      );
      return;
    case 'write-record': {
      const created = record?.created ?? new Date(host.clock.now()).toISOString();
      await host.files.write(paths.record, printRecord({ ...step.spec, created }));
      if (record !== undefined)
        progress({ kind: 'note', text: `${spec.name} shares more folders from its next start` });
    }
  }
}
