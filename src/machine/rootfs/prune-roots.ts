import type { MachineContext } from '../provider.ts';
import { pristinePaths } from '../state-dir.ts';
import { onRoots } from './locks.ts';
import { observeAll } from './observe.ts';
import { pristineKey } from './packages.ts';
import { removeTree } from './remove-tree.ts';

/** Takes away the pristine roots that no machine was copied from. */
export async function pruneRoots(context: MachineContext): Promise<void> {
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
