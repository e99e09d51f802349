import type { Host } from '../host/host.ts';
import type { MachineName } from './machine-name.ts';

/** Where Selkie keeps machines: `$SELKIE_STATE_DIR`, else /var/lib/selkie for root and the data folder for users. */
export function stateDirOf(host: Pick<Host, 'env' | 'uid' | 'homeDir'>): string {
  const named = host.env['SELKIE_STATE_DIR'] ?? '';
  if (named !== '') return named.replace(/(?<=.)\/+$/, '');
  if (host.uid === 0) return '/var/lib/selkie';
  const data = host.env['XDG_DATA_HOME'] ?? '';
  return `${data === '' ? `${host.homeDir}/.local/share` : data}/selkie`;
}

/** The files of one machine. */
export interface MachinePaths {
  readonly dir: string;
  readonly root: string;
  /** What it is; written last, so a machine without it is half made. */
  readonly record: string;
  /** There while it runs. */
  readonly run: string;
  /** /proc/PID/stat of its init, written by the boot script before anything else. */
  readonly initStat: string;
  /** There until its init has the machine's root for its own: until then its paths lead to the host's files. */
  readonly entering: string;
  /** There while files are put back into the root. */
  readonly mending: string;
  /** What the host's network was like before it booted. */
  readonly hostNetwork: string;
  /** The cgroup it was put into. */
  readonly cgroup: string;
  readonly bootLog: string;
  readonly lock: string;
}

/** Where the files of a machine are. */
export function machinePaths(stateDir: string, name: MachineName): MachinePaths {
  const dir = `${stateDir}/machines/${name}`;
  return {
    dir,
    root: `${dir}/root`,
    record: `${dir}/machine.json`,
    run: `${dir}/run.json`,
    initStat: `${dir}/init.stat`,
    entering: `${dir}/entering`,
    mending: `${dir}/mending`,
    hostNetwork: `${dir}/host-network.json`,
    cgroup: `${dir}/cgroup`,
    bootLog: `${dir}/boot.log`,
    lock: `${stateDir}/locks/machine-${name}`,
  };
}

/** The files of one pristine root: a root file system as it was made, which machines are copied from. */
export interface PristinePaths {
  readonly dir: string;
  readonly root: string;
  /** Written last, so a pristine root without it is half made. */
  readonly stamp: string;
  readonly log: string;
  readonly lock: string;
}

/** Where the files of the pristine root `key` are. */
export function pristinePaths(stateDir: string, key: string): PristinePaths {
  const dir = `${stateDir}/roots/${key}`;
  return {
    dir,
    root: `${dir}/root`,
    stamp: `${dir}/stamp.json`,
    log: `${stateDir}/roots/${key}.log`,
    lock: `${stateDir}/locks/root-${key}`,
  };
}
