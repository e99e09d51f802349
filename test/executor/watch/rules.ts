import type { ServiceName } from '../../../src/model/ids.ts';
import { parseServiceName } from '../../../src/model/ids.ts';
import type { WatchTrigger } from '../../../src/model/watch.ts';

/** A service's name. */
export function service(name: string): ServiceName {
  const parsed = parseServiceName(name);
  if (parsed === undefined) throw new Error(`${name} is no name`);
  return parsed;
}

/** An entry of `develop.watch`, with what a test cares about. */
export function trigger(given: Partial<WatchTrigger>): WatchTrigger {
  return {
    action: 'sync',
    path: '/p/src',
    target: undefined,
    include: [],
    ignore: [],
    hasInitialSync: false,
    exec: {
      command: [],
      user: undefined,
      isPrivileged: false,
      workingDir: undefined,
      environment: new Map(),
    },
    ...given,
  };
}
