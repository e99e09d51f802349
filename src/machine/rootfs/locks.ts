import { withLock } from '../lock.ts';
import type { MachineName } from '../machine-name.ts';
import type { MachineContext } from '../provider.ts';
import type { MachinePaths, PristinePaths } from '../state-dir.ts';
import { machinePaths } from '../state-dir.ts';

/** Works on a machine while no other Selkie does. */
export async function alone<T>(
  context: MachineContext,
  name: MachineName,
  work: (paths: MachinePaths) => Promise<T>,
): Promise<T> {
  const paths = machinePaths(context.stateDir, name);
  return withLock(context.host, paths.lock, lockOptions(context, `machine ${name}`), () => work(paths));
}

/** Works on a pristine root, or copies it, while no other Selkie does. */
export async function onRoots<T>(
  context: MachineContext,
  pristine: PristinePaths,
  work: () => Promise<T>,
): Promise<T> {
  return withLock(context.host, pristine.lock, lockOptions(context, 'root to copy'), work);
}

/** Works on what machines have of the host's network while no other Selkie does. */
export async function onHostNetwork<T>(context: MachineContext, work: () => Promise<T>): Promise<T> {
  return withLock(
    context.host,
    `${context.stateDir}/locks/host-network`,
    lockOptions(context, 'network'),
    work,
  );
}

function lockOptions({ signal, progress }: MachineContext, what: string) {
  const text = `Waiting for another selkie that works on the ${what}`;
  return { signal, onWait: () => progress({ kind: 'note', text }) };
}
