import { homedir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock, Host } from './host.ts';
import { nodeFiles } from './node-files.ts';
import { nodeProcesses } from './node-processes.ts';

/** This machine, through Node. Nothing is read before it is asked for. */
export function nodeHost(): Host {
  const env = { ...process.env };
  return {
    platform: process.platform,
    arch: process.arch,
    env,
    workingDir: process.cwd(),
    get homeDir() {
      return homedir();
    },
    uid: process.getuid?.(),
    files: nodeFiles(),
    processes: nodeProcesses(env),
    clock,
  };
}

const clock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
      throw signal?.aborted === true ? signal.reason : error;
    });
  },
};
