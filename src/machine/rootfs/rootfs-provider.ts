import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Host } from '../../host/host.ts';
import { nearest } from '../../lib/nearest.ts';
import { requireName } from '../check-request.ts';
import type { MachineName } from '../machine-name.ts';
import { defaultMachineName } from '../machine-name.ts';
import type { MachineVolume } from '../machine.ts';
import type { MachineRecord, MachineRun } from '../machine-spec.ts';
import { tellStep } from '../progress.ts';
import type { MachineContext, MachineProvider, ShellRequest } from '../provider.ts';
import { refuseUnable } from '../refuse-unable.ts';
import { checkShares } from '../shares.ts';
import type { MachinePaths } from '../state-dir.ts';
import { machinePaths } from '../state-dir.ts';
import { adopt, boot } from './boot.ts';
import { copyFiles } from './copy-files.ts';
import { describeRootfs, engineOf, rootfsAbilities } from './describe.ts';
import { enterCommand } from './enter.ts';
import { bootTools, ensureTools } from './host-tools.ts';
import { initMachine, openRequest } from './init-machine.ts';
import { alone, onHostNetwork } from './locks.ts';
import { findInit, observe, observeAll, readRecord } from './observe.ts';
import { powerOff, sweep } from './power-off.ts';
import { pruneRoots } from './prune-roots.ts';
import { removeTree } from './remove-tree.ts';

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
    await alone(context, name, (paths) =>
      initMachine(context, { ...openRequest, ...rootfs, name, shares }, paths),
    );
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
    if (isPruning) await pruneRoots(context);
  },
  change: async (context, text, { volumes }) => {
    const name = requireName(text);
    requireRoot(context, `selkie machine set ${name}`);
    const shares = await sharesOf(context, volumes ?? []);
    await alone(context, name, async (paths) => {
      await requireKnown(context, name);
      await initMachine(context, { ...openRequest, name, shares }, paths);
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
  if (machine?.state !== 'stopped') await initMachine(context, { ...openRequest, name }, paths);
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
  return onHostNetwork(context, () => requireFreeNetwork(context, record).then(work));
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
