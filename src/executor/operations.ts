import type { Operation, OperationKind } from '../planner/plan.ts';
import { awaitCompleted, awaitHealthy } from './operations/await.ts';
import {
  createContainer,
  initContainer,
  killContainer,
  pauseContainer,
  removeContainer,
  renameContainer,
  startContainer,
  unpauseContainer,
} from './operations/containers.ts';
import { runHook, runPreStart } from './operations/hooks.ts';
import { pullImage, pushImage, removeImage } from './operations/images.ts';
import { startModel } from './operations/models.ts';
import { connectNetwork, disconnectNetwork, updateAliases } from './operations/networks.ts';
import { createPod, removePod, startPod, stopPod } from './operations/pods.ts';
import { tryPorts } from './operations/try-ports.ts';
import {
  createNetwork,
  createSecret,
  createVolume,
  removeNetwork,
  removeSecret,
  removeVolume,
} from './operations/resources.ts';
import { removeProvider, startProvider, stopProvider } from './operations/providers.ts';
import { restoreContainer } from './operations/restore.ts';
import { stopContainer } from './operations/stop.ts';
import type { Run, Work } from './operations/work.ts';

/** Steps of one lane share a limit: `change` is short calls that load the engine, `wait` is patience that costs nothing. */
export type Lane = 'change' | 'pull' | 'build' | 'wait';

/** Each kind of operation: how it is carried out, and what it competes with. */
const table: { readonly [K in OperationKind]: { readonly lane: Lane; readonly run: Run<K> } } = {
  'pull-image': { lane: 'pull', run: pullImage },
  // Few projects build, and what it takes is large.
  'build-image': {
    lane: 'build',
    run: async (step, work) => (await import('./operations/build.ts')).buildImage(step, work),
  },
  'push-image': { lane: 'pull', run: pushImage },
  'remove-image': { lane: 'change', run: removeImage },
  'create-network': { lane: 'change', run: createNetwork },
  'remove-network': { lane: 'change', run: removeNetwork },
  'connect-network': { lane: 'change', run: connectNetwork },
  'disconnect-network': { lane: 'change', run: disconnectNetwork },
  'update-aliases': { lane: 'change', run: updateAliases },
  'create-volume': { lane: 'change', run: createVolume },
  'remove-volume': { lane: 'change', run: removeVolume },
  'create-secret': { lane: 'change', run: createSecret },
  'remove-secret': { lane: 'change', run: removeSecret },
  'try-ports': { lane: 'change', run: tryPorts },
  'create-pod': { lane: 'change', run: createPod },
  'start-pod': { lane: 'change', run: startPod },
  'stop-pod': { lane: 'change', run: stopPod },
  'remove-pod': { lane: 'wait', run: removePod },
  'create-container': { lane: 'change', run: createContainer },
  'init-container': { lane: 'change', run: initContainer },
  'start-container': { lane: 'change', run: startContainer },
  'stop-container': { lane: 'wait', run: stopContainer },
  'kill-container': { lane: 'change', run: killContainer },
  'pause-container': { lane: 'change', run: pauseContainer },
  'unpause-container': { lane: 'change', run: unpauseContainer },
  'remove-container': { lane: 'change', run: removeContainer },
  'rename-container': { lane: 'change', run: renameContainer },
  'restore-container': { lane: 'change', run: restoreContainer },
  'await-healthy': { lane: 'wait', run: awaitHealthy },
  'start-provider': { lane: 'wait', run: startProvider },
  'stop-provider': { lane: 'wait', run: stopProvider },
  'remove-provider': { lane: 'wait', run: removeProvider },
  'start-model': { lane: 'pull', run: startModel },
  'run-hook': { lane: 'wait', run: runHook },
  'run-pre-start': { lane: 'wait', run: runPreStart },
  'await-completed': { lane: 'wait', run: awaitCompleted },
};

/** The lane of an operation. */
export function laneOf({ kind }: Operation): Lane {
  return table[kind].lane;
}

/** Carries an operation out; rejects with a ToolError when it cannot be done. */
export function perform(operation: Operation, work: Work): Promise<void> {
  // A kind's own entry takes the kind's own operation, which the compiler cannot follow through the lookup.
  const run = table[operation.kind].run as (operation: Operation, work: Work) => Promise<void>;
  return run(operation, work);
}
