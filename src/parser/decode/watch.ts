import type { JsonObject } from '../../lib/json.ts';
import type { WatchAction, WatchTrigger } from '../../model/watch.ts';
import { bareablePairsAt, flagAt, objectAt, objectsAt, textAt, textsAt } from './read.ts';

/** `develop.watch` of a service in canonical form. */
export function decodeWatch(definition: JsonObject): readonly WatchTrigger[] {
  return objectsAt(objectAt(definition, 'develop'), 'watch').flatMap((rule) => {
    const action = actions.find((known) => known === textAt(rule, 'action'));
    const path = textAt(rule, 'path');
    if (action === undefined || path === undefined) return [];
    const exec = objectAt(rule, 'exec');
    return [
      {
        action,
        path,
        target: textAt(rule, 'target'),
        include: textsAt(rule, 'include'),
        ignore: textsAt(rule, 'ignore'),
        hasInitialSync: flagAt(rule, 'initial_sync'),
        exec: {
          command: textsAt(exec, 'command'),
          user: textAt(exec, 'user'),
          isPrivileged: flagAt(exec, 'privileged'),
          workingDir: textAt(exec, 'working_dir'),
          environment: bareablePairsAt(exec, 'environment'),
        },
      },
    ];
  });
}

const actions: readonly WatchAction[] = ['sync', 'sync+restart', 'sync+exec', 'rebuild', 'restart'];
