import type { Host } from '../../host/host.ts';
import type { MachineContext } from '../provider.ts';
import type { MachinePaths } from '../state-dir.ts';
import { notedCgroup, removeCgroup } from './cgroup.ts';
import { enterCommand } from './enter.ts';
import { sweepHostNetwork } from './host-network.ts';
import { findInit } from './observe.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { isRunning } from './process-identity.ts';

/** Containers get their own stop times within this. */
const containersMs = 20_000;
const shutdownMs = 5_000;
const deathMs = 5_000;

/** Ends a running machine: its containers as they wish to be ended, then its init, by force when it does not end. */
export async function powerOff(
  context: MachineContext,
  paths: MachinePaths,
  init: ProcessIdentity,
): Promise<void> {
  const { host } = context;
  const run = { pid: init.pid, cgroup: await notedCgroup(host, paths) };
  await tryIn(context, run, ['podman', 'stop', '--all'], containersMs);
  await tryIn(context, run, ['systemctl', 'poweroff', '--no-wall'], shutdownMs);
  if (await ends(host, init, shutdownMs)) return;
  await kill(host, init);
}

/** Takes away what a machine that does not run (any more) left on the host. */
export async function sweep(context: MachineContext, paths: MachinePaths): Promise<void> {
  const { host, signal } = context;
  const init = await findInit(host, paths);
  if (init !== undefined) await kill(host, init);
  const cgroup = await notedCgroup(host, paths);
  if (cgroup !== undefined) await removeCgroup(host, cgroup, signal);
  if ((await host.files.stat(`${paths.root}/usr/sbin/nft`)) !== undefined) {
    await sweepHostNetwork(host, paths, signal);
  }
  for (const path of [paths.run, paths.initStat, paths.cgroup, paths.entering]) await host.files.remove(path);
}

async function kill(host: Host, init: ProcessIdentity): Promise<void> {
  host.processes.kill(init.pid, 'SIGKILL');
  await ends(host, init, deathMs);
}

async function ends(host: Host, init: ProcessIdentity, withinMs: number): Promise<boolean> {
  const endMs = host.clock.now() + withinMs;
  while (host.clock.now() < endMs) {
    if (!(await isRunning(host, init))) return true;
    await host.clock.sleep(15);
  }
  return false;
}

/** A step of a polite end: what it cannot do, force does afterwards. */
async function tryIn(
  { host }: MachineContext,
  run: { readonly pid: number; readonly cgroup: string | undefined },
  words: readonly string[],
  timeoutMs: number,
): Promise<void> {
  const { command, args } = enterCommand(run, words);
  await host.processes.run(command, args, { timeoutMs }).catch(() => undefined);
}
