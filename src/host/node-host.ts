import { homedir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock, Host } from './host.ts';
import { nodeFiles } from './node-files.ts';
import { nodePorts } from './node-ports.ts';
import { nodeProcesses } from './node-processes.ts';

/** This machine, through Node. Nothing is read before it is asked for. */
export function nodeHost(): Host {
  const env = { ...process.env };
  return {
    platform: process.platform,
    arch: process.arch,
    env,
    workingDir: workingFolder(env['PWD']),
    get homeDir() {
      return homedir();
    },
    uid: process.getuid?.(),
    files: nodeFiles(),
    processes: nodeProcesses(env),
    ports: nodePorts,
    clock,
  };
}

/**
 * Where we are. A folder that was deleted under the shell has no name any more: its old one, which may have been made anew, is
 * what the shell still shows.
 */
function workingFolder(shown = '/'): string {
  try {
    return process.cwd();
  } catch {
    for (const folder of [shown, '/']) {
      try {
        // Node itself resolves paths from where it is.
        process.chdir(folder);
        break;
      } catch {
        // Still gone.
      }
    }
    return shown;
  }
}

const clock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
      throw signal?.aborted === true ? signal.reason : error;
    });
  },
};
