import { posix, win32 } from 'node:path';
import type { Host } from '../host/host.ts';
import type { MachineVolume } from './machine.ts';

type Place = Pick<Host, 'platform' | 'workingDir' | 'homeDir'>;

/**
 * The folder that `SOURCE`, `SOURCE:TARGET` or `SOURCE:TARGET:OPTIONS` shares. Without a target it is at the same place in the
 * machine; a folder of a Windows drive is where Podman puts it, below `/mnt`.
 */
export function parseVolume(text: string, place: Place): MachineVolume {
  const drive = place.platform === 'win32' ? /^[A-Za-z]:(?=[\\/])/u.exec(text)?.[0] : undefined;
  const [first = '', target = ''] = text.slice(drive?.length ?? 0).split(':');
  const source = absolute((drive ?? '') + first, place);
  return { source, target: target === '' ? toMachinePath(source) : target };
}

/** A path of the host as it is in a machine: `C:\Users\me` is `/mnt/c/Users/me` there, and others are themselves. */
export function toMachinePath(path: string): string {
  const match = /^([A-Za-z]):[\\/]?(.*)$/u.exec(path);
  if (match === null) return path;
  const rest = (match[2] ?? '').replaceAll('\\', '/');
  return `/mnt/${(match[1] ?? '').toLowerCase()}${rest === '' ? '' : `/${rest}`}`;
}

function absolute(path: string, { platform, workingDir, homeDir }: Place): string {
  const paths = platform === 'win32' ? win32 : posix;
  if (path === '~') return homeDir;
  return /^~[\\/]/u.test(path) ? paths.resolve(homeDir, path.slice(2)) : paths.resolve(workingDir, path);
}
