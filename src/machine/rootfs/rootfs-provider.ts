import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { nearest } from '../../lib/nearest.ts';
import { withLock } from '../lock.ts';
import type { MachineName } from '../machine-name.ts';
import type { MachineRecord, MachineRequest, MachineRun, MachineSpec } from '../machine-spec.ts';
import { printRecord } from '../machine-spec.ts';
import type { MachineStep } from '../plan-machine.ts';
import { planInit, resolveRequest } from '../plan-machine.ts';
import { tellStep } from '../progress.ts';
import type { MachineContext, MachineProvider } from '../provider.ts';
import { defaultShares } from '../shares.ts';
import type { MachinePaths, PristinePaths } from '../state-dir.ts';
import { machinePaths, pristinePaths } from '../state-dir.ts';
import { adopt, boot } from './boot.ts';
import { copyRoot, mendRoot } from './copy-root.ts';
import { enterCommand } from './enter.ts';
import { bootTools, ensureTools, makingTools } from './host-tools.ts';
import { makePristine } from './make-pristine.ts';
import { findInit, observe, observeAll, readRecord } from './observe.ts';
import { pristineKey } from './packages.ts';
import { powerOff, sweep } from './power-off.ts';
import { removeTree } from './remove-tree.ts';
import { pristineState, rootState } from './tree-state.ts';

/** Machines that are a Debian root file system booted as a host of its own, on Linux, by root. */
export const rootfsProvider: MachineProvider = {
  name: 'rootfs',
  init: async (context, request) => {
    requireRoot(context, `selkie machine init ${request.name}`);
    await ensureTools(context, bootTools);
    await alone(context, request.name, (paths) => init(context, request, paths));
  },
  start: async (context, name) => {
    requireRoot(context, `selkie machine start ${name}`);
    return alone(context, name, async (paths) => {
      await requireKnown(context, name);
      return start(context, name, paths);
    });
  },
  stop: async (context, name) => {
    requireRoot(context, `selkie machine stop ${name}`);
    await alone(context, name, async (paths) => {
      await requireKnown(context, name);
      await stop(context, name, paths);
    });
  },
  remove: async (context, name, { isForced, isPruning }) => {
    requireRoot(context, `selkie machine rm ${name}`);
    await alone(context, name, (paths) => remove(context, name, paths, isForced));
    if (isPruning) await prune(context);
  },
  list: (context) => observeAll(context.host, context.stateDir),
  shell: async (context, name, command) => {
    requireRoot(context, `selkie machine ssh ${name}`);
    return shell(context, name, command);
  },
};

async function init(context: MachineContext, request: MachineRequest, paths: MachinePaths): Promise<void> {
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

async function start(context: MachineContext, name: MachineName, paths: MachinePaths): Promise<MachineRun> {
  const { host, progress } = context;
  await ensureTools(context, bootTools);
  const machine = await observe(host, paths);
  const live = await findInit(host, paths);
  if (machine !== undefined && live !== undefined) {
    progress({ kind: 'note', text: `Machine ${name} is running already` });
    return adopt(context, machine.record, paths, live);
  }
  // Mends what is damaged, and finds nothing to do in a machine that is whole.
  const open = {
    suite: undefined,
    packages: undefined,
    network: undefined,
    shares: undefined,
    mirror: undefined,
  };
  if (machine?.state !== 'stopped') await init(context, { name, provider: 'rootfs', ...open }, paths);
  const record = await readRecord(host, paths);
  if (record === undefined) throw unknown(name, []);
  return tellStep(progress, host.clock, `Starting machine ${name}`, () => bootClean(context, record, paths));
}

/** Boots from a clean slate, and leaves one when that fails. */
async function bootClean(
  context: MachineContext,
  record: MachineRecord,
  paths: MachinePaths,
): Promise<MachineRun> {
  const work = async () => {
    await sweep(context, paths);
    try {
      return await boot(context, record, paths);
    } catch (error) {
      // Also after an abort: what was begun is taken back.
      await sweep({ ...context, signal: AbortSignal.timeout(sweepMs) }, paths);
      throw error;
    }
  };
  if (record.network === 'private') return work();
  return withLock(
    context.host,
    `${context.stateDir}/locks/host-network`,
    lockOptions(context, 'network'),
    () => requireFreeNetwork(context, record).then(work),
  );
}

const sweepMs = 30_000;

async function requireFreeNetwork(context: MachineContext, { name }: MachineRecord): Promise<void> {
  const others = await observeAll(context.host, context.stateDir);
  const other = others.find(
    ({ record, state }) =>
      record.name !== name && record.network === 'host' && (state === 'running' || state === 'starting'),
  );
  if (other === undefined) return;
  const user = `machine \`${other.record.name}\``;
  throw new ToolError(diagnose('machine/network-in-use', { name, user }));
}

async function stop(context: MachineContext, name: MachineName, paths: MachinePaths): Promise<void> {
  const { host, progress } = context;
  const init = await findInit(host, paths);
  if (init === undefined) {
    progress({ kind: 'note', text: `Machine ${name} is not running` });
  } else {
    await tellStep(progress, host.clock, `Stopping machine ${name}`, () => powerOff(context, paths, init));
  }
  await sweep({ ...context, signal: AbortSignal.timeout(sweepMs) }, paths);
}

async function remove(
  context: MachineContext,
  name: MachineName,
  paths: MachinePaths,
  isForced: boolean,
): Promise<void> {
  const { host, signal, progress } = context;
  // A half-made machine has a folder and no record: that can be removed too.
  if ((await host.files.stat(paths.dir)) === undefined) await requireKnown(context, name);
  if ((await findInit(host, paths)) !== undefined && !isForced) {
    throw new ToolError(diagnose('machine/is-running', { name }));
  }
  if ((await findInit(host, paths)) !== undefined) await stop(context, name, paths);
  await sweep(context, paths);
  await tellStep(progress, host.clock, `Removing machine ${name}`, async () => {
    // The record goes first: from then on the machine is half made, whatever happens to us.
    await host.files.remove(paths.record);
    await removeTree(host, paths.dir, signal);
  });
}

/** Takes away the pristine roots that no machine was copied from. */
async function prune(context: MachineContext): Promise<void> {
  const { host, stateDir, signal } = context;
  const machines = await observeAll(host, stateDir);
  const used = new Set(machines.map(({ record }) => pristineKey(record.suite, record.packages, host.arch)));
  const dir = `${stateDir}/roots`;
  if ((await host.files.stat(dir)) === undefined) return;
  const keys = (await host.files.list(dir)).filter((file) => !file.endsWith('.log') && !used.has(file));
  for (const key of keys) {
    const paths = pristinePaths(stateDir, key);
    await onRoots(context, paths, async () => {
      await host.files.remove(paths.stamp);
      await removeTree(host, paths.dir, signal);
      await host.files.remove(paths.log);
    });
    context.progress({
      kind: 'note',
      text: `Removed the root ${paths.dir}, which new machines were copied from`,
    });
  }
}

async function shell(
  context: MachineContext,
  name: MachineName,
  command: readonly string[],
): Promise<number> {
  const { host, stateDir, signal } = context;
  await requireKnown(context, name);
  const machine = await observe(host, machinePaths(stateDir, name));
  if (machine?.run === undefined) throw new ToolError(diagnose('machine/not-running', { name }));
  const words = command.length === 0 ? ['/bin/bash', '--login'] : command;
  const terminal = host.env['TERM'] ?? '';
  const entered = enterCommand(machine.run, words, terminal === '' ? {} : { TERM: terminal });
  const child = await host.processes.start(entered.command, entered.args, { stdio: 'inherit', signal });
  return child.exited;
}

async function alone<T>(
  context: MachineContext,
  name: MachineName,
  work: (paths: MachinePaths) => Promise<T>,
): Promise<T> {
  const paths = machinePaths(context.stateDir, name);
  return withLock(context.host, paths.lock, lockOptions(context, `machine ${name}`), () => work(paths));
}

async function onRoots<T>(
  context: MachineContext,
  pristine: PristinePaths,
  work: () => Promise<T>,
): Promise<T> {
  return withLock(context.host, pristine.lock, lockOptions(context, 'root to copy'), work);
}

function lockOptions({ signal, progress }: MachineContext, what: string) {
  const text = `Waiting for another selkie that works on the ${what}`;
  return { signal, onWait: () => progress({ kind: 'note', text }) };
}

function requireRoot({ host }: MachineContext, action: string): void {
  if (host.platform !== 'linux') {
    throw new ToolError(diagnose('machine/not-linux', { provider: 'rootfs', platform: host.platform }));
  }
  if (host.uid !== 0) throw new ToolError(diagnose('machine/not-root', { action }));
}

async function requireKnown({ host, stateDir }: MachineContext, name: MachineName): Promise<void> {
  const known = (await observeAll(host, stateDir)).map(({ record }) => record.name);
  if (!known.includes(name)) throw unknown(name, known);
}

function unknown(name: MachineName, known: readonly MachineName[]): ToolError {
  return new ToolError(diagnose('machine/unknown', { name, nearest: nearest(name, known), known }));
}
