import type { Host } from '../../host/host.ts';
import { parseMachineName } from '../machine-name.ts';
import type { MachineRecord, ObservedMachine } from '../machine-spec.ts';
import { parseRecord, parseRun } from '../machine-spec.ts';
import type { MachinePaths } from '../state-dir.ts';
import { machinePaths } from '../state-dir.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { isRunning, parseProcessStat, readIfThere } from './process-identity.ts';
import { rootState } from './tree-state.ts';

/** The machines that were made, by name; half-made ones are left out. */
export async function observeAll(host: Host, stateDir: string): Promise<readonly ObservedMachine[]> {
  const dir = `${stateDir}/machines`;
  if ((await host.files.stat(dir)) === undefined) return [];
  const machines: ObservedMachine[] = [];
  for (const file of await host.files.list(dir)) {
    const name = parseMachineName(file);
    const machine = name === undefined ? undefined : await observe(host, machinePaths(stateDir, name));
    if (machine !== undefined) machines.push(machine);
  }
  return machines;
}

/** A machine as it stands, or undefined when there is none. */
export async function observe(host: Host, paths: MachinePaths): Promise<ObservedMachine | undefined> {
  const record = await readRecord(host, paths);
  if (record === undefined) return undefined;
  const found = await findInit(host, paths);
  const text = await readIfThere(host, paths.run);
  const run = text === undefined ? undefined : parseRun(text);
  if (found !== undefined && run?.pid === found.pid && run.pidStartTime === found.startTime) {
    return { record, state: 'running', run, root: paths.root };
  }
  if (found !== undefined) return { record, state: 'starting', run: undefined, root: paths.root };
  const root = await rootState(host, paths);
  return { record, state: root.kind === 'whole' ? 'stopped' : 'damaged', run: undefined, root: paths.root };
}

/** What a machine was made as, or undefined. */
export async function readRecord(host: Host, paths: MachinePaths): Promise<MachineRecord | undefined> {
  const text = await readIfThere(host, paths.record);
  return text === undefined ? undefined : parseRecord(text);
}

/** The machine's init, if it lives. The boot script's own note of it is there even when the Selkie that booted it was killed. */
export async function findInit(host: Host, paths: MachinePaths): Promise<ProcessIdentity | undefined> {
  const text = await readIfThere(host, paths.initStat);
  const init = text === undefined ? undefined : parseProcessStat(text);
  return init !== undefined && (await isRunning(host, init)) ? init : undefined;
}
