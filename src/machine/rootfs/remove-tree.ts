import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Host } from '../../host/host.ts';
import { mountsWithin, readMounts } from './mount-table.ts';

/** Removes a folder tree; nothing there is fine. Refused while anything is mounted in it: that is somebody's data. */
export async function removeTree(host: Host, path: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if ((await host.files.stat(path)) === undefined) return;
  const real = await host.files.realPath(path);
  const [inside] = mountsWithin(await readMounts(host), real);
  if (inside !== undefined) {
    throw new ToolError(diagnose('machine/mounts-inside', { path: real, mount: inside.target }));
  }
  await host.files.remove(path);
}
