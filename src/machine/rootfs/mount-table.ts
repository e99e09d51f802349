import type { Host } from '../../host/host.ts';

/** One mount of the host. */
export interface Mount {
  readonly target: string;
  readonly type: string;
}

/** The mounts that the text of /proc/PID/mountinfo lists. */
export function parseMountInfo(text: string): readonly Mount[] {
  const mounts: Mount[] = [];
  for (const line of text.split('\n')) {
    const [place, source] = line.split(' - ');
    const target = place?.split(' ')[4];
    const type = source?.split(' ')[0];
    if (target !== undefined && type !== undefined) mounts.push({ target: unescape(target), type });
  }
  return mounts;
}

/** The host's mounts. */
export async function readMounts(host: Host): Promise<readonly Mount[]> {
  return parseMountInfo(await host.files.readText('/proc/self/mountinfo'));
}

/** The mounts at or under a folder. */
export function mountsWithin(mounts: readonly Mount[], dir: string): readonly Mount[] {
  return mounts.filter(({ target }) => target === dir || target.startsWith(`${dir}/`));
}

/** Where the host's cgroup v2 tree is, or undefined when it has none. */
export function cgroupMount(mounts: readonly Mount[]): string | undefined {
  return mounts.find(({ type }) => type === 'cgroup2')?.target;
}

/** Space, tab, line feed and backslash stand as octal numbers. */
function unescape(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
