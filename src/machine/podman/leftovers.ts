import type { Host } from '../../host/host.ts';

/** Programs that `podman machine` starts beside qemu, and may leave behind. */
const helpers: ReadonlySet<string> = new Set(['gvproxy', 'virtiofsd']);

/**
 * Ends helpers of machines that run on when no machine does: Podman leaves them behind when a start is broken off or qemu
 * dies, and the next start then fails. Only this user's, and only those whose sockets are in Podman's own folder.
 * Gives what it ended.
 */
export async function endLeftovers(host: Host): Promise<readonly string[]> {
  if (host.platform !== 'linux') return [];
  const folder = runtimeFolder(host);
  const ended: string[] = [];
  for (const name of await host.files.list('/proc')) {
    if (!/^\d+$/u.test(name)) continue;
    const pid = Number(name);
    const program = await helperOf(host, pid, folder);
    if (program === undefined) continue;
    host.processes.kill(pid, 'SIGTERM');
    ended.push(program);
    await ending(host, pid);
  }
  return ended;
}

/** Where `podman machine` keeps its sockets and process ids on Linux. */
export function runtimeFolder({ env, uid }: Host): string {
  const named = env['XDG_RUNTIME_DIR'] ?? '';
  return `${named === '' ? `/run/user/${uid ?? ''}` : named}/podman`;
}

async function helperOf(host: Host, pid: number, folder: string): Promise<string | undefined> {
  try {
    if ((await host.files.stat(`/proc/${pid}`))?.uid !== host.uid) return undefined;
    const [program = '', ...args] = (await host.files.readText(`/proc/${pid}/cmdline`)).split('\0');
    const name = program.slice(program.lastIndexOf('/') + 1);
    return helpers.has(name) && args.some((word) => word.includes(`${folder}/`)) ? name : undefined;
  } catch {
    // It ended while it was looked at, or is somebody else's.
    return undefined;
  }
}

async function ending(host: Host, pid: number): Promise<void> {
  for (let look = 0; look < 20; look++) {
    if (!host.processes.isAlive(pid)) return;
    await host.clock.sleep(50);
  }
  host.processes.kill(pid, 'SIGKILL');
}
