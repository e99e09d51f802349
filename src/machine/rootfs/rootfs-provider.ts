import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Host } from '../../host/host.ts';
import { nearest } from '../../lib/nearest.ts';
import { requireName } from '../check-request.ts';
import { withLock } from '../lock.ts';
import type { MachineName } from '../machine-name.ts';
import { defaultMachineName } from '../machine-name.ts';
import type { MachineVolume } from '../machine.ts';
import type { MachineRecord, RootfsRequest, MachineRun, MachineSpec } from '../machine-spec.ts';
import { printRecord } from '../machine-spec.ts';
import type { MachineStep } from '../plan-machine.ts';
import { planInit, resolveRequest } from '../plan-machine.ts';
import { tellStep } from '../progress.ts';
import type { MachineContext, MachineProvider, ShellRequest } from '../provider.ts';
import { refuseUnable } from '../refuse-unable.ts';
import { checkShares, defaultShares } from '../shares.ts';
import type { MachinePaths, PristinePaths } from '../state-dir.ts';
import { machinePaths, pristinePaths } from '../state-dir.ts';
import { adopt, boot } from './boot.ts';
import { copyRoot, mendRoot } from './copy-root.ts';
import { copyFiles } from './copy-files.ts';
import { describeRootfs, engineOf, rootfsAbilities } from './describe.ts';
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
  defaultName: defaultMachineName,
  // eslint-disable-next-line @typescript-eslint/require-await -- a refusal is a rejection
  require: async ({ host }) => {
    requireLinux(host);
  },
  abilities: () => Promise.resolve(rootfsAbilities),
  init: async (context, { name: text, settings, rootfs }) => {
    const name = requireName(text);
    requireRoot(context, `selkie machine init ${name}`);
    refuseUnable(name, settings, rootfsAbilities);
    const shares = settings.volumes === undefined ? undefined : await sharesOf(context, settings.volumes);
    await ensureTools(context, bootTools);
    await alone(context, name, (paths) => init(context, { ...openRequest, ...rootfs, name, shares }, paths));
  },
  start: async (context, text) => {
    const name = requireName(text);
    requireRoot(context, `selkie machine start ${name}`);
    const run = await alone(context, name, async (paths) => {
      await requireKnown(context, name);
      return start(context, name, paths);
    });
    return engineOf(run);
  },
  stop: async (context, text) => {
    const name = requireName(text);
    requireRoot(context, `selkie machine stop ${name}`);
    await alone(context, name, async (paths) => {
      await requireKnown(context, name);
      await stop(context, name, paths);
    });
  },
  remove: async (context, text, { isForced, isPruning }) => {
    const name = requireName(text);
    requireRoot(context, `selkie machine rm ${name}`);
    await alone(context, name, (paths) => remove(context, name, paths, isForced));
    if (isPruning) await prune(context);
  },
  change: async (context, text, { volumes }) => {
    const name = requireName(text);
    requireRoot(context, `selkie machine set ${name}`);
    const shares = await sharesOf(context, volumes ?? []);
    await alone(context, name, async (paths) => {
      await requireKnown(context, name);
      await init(context, { ...openRequest, name, shares }, paths);
    });
  },
  list: async (context) => (await observeAll(context.host, context.stateDir)).map(describeRootfs),
  shell: async (context, text, request) => {
    const name = requireName(text);
    requireRoot(context, `selkie machine ssh ${name}`);
    return shell(context, name, request);
  },
  copy: async (context, request) => {
    const name = requireName(request.name);
    requireRoot(context, 'selkie machine cp');
    await copyFiles(context, await requireRun(context, name), request, machinePaths(context.stateDir, name));
  },
  logFiles: async (context, text) => {
    const name = requireName(text);
    await requireKnown(context, name);
    return [machinePaths(context.stateDir, name).bootLog];
  },
  applyOs: (_, name) =>
    Promise.reject(
      new ToolError(
        diagnose('machine/not-of-this-kind', {
          name,
          what: 'another operating system put on it',
          way: `\`selkie machine ssh ${name} apt-get upgrade\` brings its packages up to date`,
        }),
      ),
    ),
};

async function init(context: MachineContext, request: RootfsRequest, paths: MachinePaths): Promise<void> {
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
  if (machine?.state !== 'stopped') await init(context, { ...openRequest, name }, paths);
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
  { command, user }: ShellRequest,
): Promise<number> {
  const { host, signal } = context;
  const run = await requireRun(context, name);
  const words = command.length === 0 ? ['/bin/bash', '--login'] : command;
  const terminal = host.env['TERM'] ?? '';
  const asUser = user === undefined || user === 'root' ? [] : ['/sbin/runuser', '-u', user, '--'];
  const entered = enterCommand(run, [...asUser, ...words], terminal === '' ? {} : { TERM: terminal });
  const child = await host.processes.start(entered.command, entered.args, { stdio: 'inherit', signal });
  return child.exited;
}

async function requireRun(context: MachineContext, name: MachineName): Promise<MachineRun> {
  await requireKnown(context, name);
  const machine = await observe(context.host, machinePaths(context.stateDir, name));
  if (machine?.run === undefined) throw new ToolError(diagnose('machine/not-running', { name }));
  return machine.run;
}

/** Folders are at the same place inside and outside. */
async function sharesOf(
  { host }: MachineContext,
  volumes: readonly MachineVolume[],
): Promise<readonly string[]> {
  for (const { source, target } of volumes) {
    if (source === target) continue;
    const problem = `a rootfs machine has folders at the same place, not at \`${target}\``;
    throw new ToolError(diagnose('machine/bad-share', { path: source, problem }));
  }
  return checkShares(
    host,
    volumes.map(({ source }) => source),
  );
}

/** Everything as it is, or by default. */
const openRequest: Omit<RootfsRequest, 'name'> = {
  suite: undefined,
  packages: undefined,
  network: undefined,
  shares: undefined,
  mirror: undefined,
};

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
  requireLinux(host);
  if (host.uid !== 0) throw new ToolError(diagnose('machine/not-root', { action }));
}

function requireLinux({ platform }: Host): void {
  if (platform === 'linux') return;
  throw new ToolError(diagnose('machine/not-linux', { provider: 'rootfs', platform }));
}

async function requireKnown({ host, stateDir }: MachineContext, name: MachineName): Promise<void> {
  const known = (await observeAll(host, stateDir)).map(({ record }) => record.name);
  if (!known.includes(name)) throw unknown(name, known);
}

function unknown(name: MachineName, known: readonly MachineName[]): ToolError {
  return new ToolError(diagnose('machine/unknown', { name, nearest: nearest(name, known), known }));
}
