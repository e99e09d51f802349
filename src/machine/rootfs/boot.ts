import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Host, RunningProcess } from '../../host/host.ts';
import type { MachineRecord, MachineRun } from '../machine-spec.ts';
import { printRun } from '../machine-spec.ts';
import type { MachineContext } from '../provider.ts';
import type { MachinePaths } from '../state-dir.ts';
import { bootScript, initScript, launchScript } from './boot-scripts.ts';
import { cgroupPlace, notedCgroup } from './cgroup.ts';
import { readHostFacts } from './host-facts.ts';
import { noteHostNetwork } from './host-network.ts';
import { lastLine } from './host-tools.ts';
import { findInit } from './observe.ts';
import { readIfThere } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { rootFiles, withoutSharedPaths } from './root-files.ts';

const initTimeoutMs = 10_000;
const engineTimeoutMs = 60_000;

/** Boots a machine that is stopped and swept, and waits until its engine answers. What fails is ended by the caller. */
export async function boot(
  context: MachineContext,
  record: MachineRecord,
  paths: MachinePaths,
): Promise<MachineRun> {
  await configureRoot(context, record, paths);
  if (record.network === 'host') await noteHostNetwork(context, record.name, paths);
  const shares = await existing(context, record.shares);
  const launcher = await launch(context, record, paths, shares);
  return adopt(context, record, paths, await waitForInit(context, record, paths, launcher));
}

/** Waits until the engine of a machine whose init lives answers, and writes down that it runs. */
export async function adopt(
  context: MachineContext,
  record: MachineRecord,
  paths: MachinePaths,
  init: ProcessIdentity,
): Promise<MachineRun> {
  const { host } = context;
  const run: MachineRun = {
    pid: init.pid,
    pidStartTime: init.startTime,
    socket: `/proc/${init.pid}/root/run/podman/podman.sock`,
    cgroup: await notedCgroup(host, paths),
  };
  await waitForEngine(context, record, paths, run.socket);
  await host.files.write(paths.run, printRun(run));
  return run;
}

/** Writes the files of the root that depend on the host, which may have changed since the last boot. */
async function configureRoot(
  context: MachineContext,
  record: MachineRecord,
  paths: MachinePaths,
): Promise<void> {
  const { host, signal } = context;
  const files = new Map(rootFiles(record, await readHostFacts(host, paths.dir, signal)));
  const tmpfiles = `${paths.root}/usr/lib/tmpfiles.d`;
  for (const name of await host.files.list(tmpfiles)) {
    const text = withoutSharedPaths(await host.files.readText(`${tmpfiles}/${name}`), record.shares);
    if (text !== undefined) files.set(`etc/tmpfiles.d/${name}`, text);
  }
  files.set('run-init', initScript(record.network));
  for (const [path, text] of files) await writeIfNew(host, `${paths.root}/${path}`, text);
  await writeIfNew(host, `${paths.dir}/launch.sh`, launchScript);
  await writeIfNew(host, `${paths.dir}/boot.sh`, bootScript);
  for (const path of [paths.initStat, paths.run, paths.cgroup, paths.bootLog]) await host.files.remove(path);
  await host.files.write(paths.entering, '');
}

/** A write waits for the disk, and most files are as the last boot left them. */
async function writeIfNew(host: Host, path: string, text: string): Promise<void> {
  const found = await host.files.statLink(path);
  if (found?.kind === 'file' && (await host.files.readText(path)) === text) return;
  await host.files.write(path, text, { mode: 0o644 });
}

/** Folders that are gone since the machine was made are left out. */
async function existing(context: MachineContext, shares: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const share of shares) {
    if ((await context.host.files.stat(share))?.kind === 'directory') found.push(share);
    else context.progress({ kind: 'note', text: `${share} is not shared: there is no such folder` });
  }
  return found;
}

async function launch(
  { host }: MachineContext,
  record: MachineRecord,
  paths: MachinePaths,
  shares: readonly string[],
): Promise<RunningProcess> {
  const { mount, path, scope } = await cgroupPlace(host, paths);
  const script = [
    ...['/bin/sh', `${paths.dir}/launch.sh`, mount ?? '', path ?? '', paths.cgroup],
    ...(record.network === 'private' ? ['--net'] : []),
    ...['/bin/sh', `${paths.dir}/boot.sh`, paths.root, paths.initStat, paths.cgroup, paths.entering],
    ...shares,
  ];
  const scoped =
    scope === undefined
      ? []
      : ['systemd-run', '--scope', '--quiet', '--collect', '--property=Delegate=yes', `--unit=${scope}`];
  const [command = '', ...args] = [...scoped, ...script];
  return host.processes.start(command, args, {
    cwd: '/',
    stdio: 'ignore',
    isDetached: true,
    logFile: paths.bootLog,
  });
}

async function waitForInit(
  context: MachineContext,
  record: MachineRecord,
  paths: MachinePaths,
  launcher: RunningProcess,
): Promise<ProcessIdentity> {
  const { host, signal } = context;
  let status: number | undefined;
  void launcher.exited.then((code) => (status = code));
  const endMs = host.clock.now() + initTimeoutMs;
  while (status === undefined && host.clock.now() < endMs) {
    const init = await findInit(host, paths);
    if (init !== undefined) return init;
    await host.clock.sleep(15, signal);
  }
  throw await bootFailure(context, record, paths);
}

async function waitForEngine(
  context: MachineContext,
  record: MachineRecord,
  paths: MachinePaths,
  socket: string,
): Promise<void> {
  const { host, signal } = context;
  const endMs = host.clock.now() + engineTimeoutMs;
  while (host.clock.now() < endMs) {
    const isInside = (await host.files.stat(paths.entering)) === undefined;
    if (isInside && (await context.answers(socket, signal))) return;
    if ((await findInit(host, paths)) === undefined) throw await bootFailure(context, record, paths);
    await host.clock.sleep(25, signal);
  }
  const seconds = engineTimeoutMs / 1000;
  throw new ToolError(diagnose('machine/engine-silent', { name: record.name, seconds }));
}

async function bootFailure(
  { host }: MachineContext,
  record: MachineRecord,
  paths: MachinePaths,
): Promise<ToolError> {
  const cause = lastLine((await readIfThere(host, paths.bootLog)) ?? '') ?? 'its first process ended';
  const { name } = record;
  if (/not permitted|permission denied/i.test(cause)) {
    return new ToolError(diagnose('machine/not-permitted', { name, cause }));
  }
  return new ToolError(diagnose('machine/boot-failed', { name, cause, log: paths.bootLog }));
}
