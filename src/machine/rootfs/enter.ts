import type { MachineRun } from '../machine-spec.ts';
import { enterScript } from './boot-scripts.ts';

/** The words that run a command in a running machine, with a clean environment; `env` is added to it. */
export function enterCommand(
  run: Pick<MachineRun, 'pid' | 'cgroup'>,
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): { readonly command: string; readonly args: readonly string[] } {
  const variables = { ...baseEnv, ...env };
  const assigned = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  return {
    command: '/bin/sh',
    args: [
      '-c',
      enterScript,
      'sh',
      run.cgroup ?? '',
      String(run.pid),
      '/usr/bin/env',
      '-i',
      ...assigned,
      ...command,
    ],
  };
}

const baseEnv: Readonly<Record<string, string>> = {
  HOME: '/root',
  LANG: 'C.UTF-8',
  LOGNAME: 'root',
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  SHELL: '/bin/bash',
  USER: 'root',
};
