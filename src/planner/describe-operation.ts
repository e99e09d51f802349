import type { Operation } from './plan.ts';

/** What an operation is about: one of the words people know, and a name. */
export interface Subject {
  readonly kind:
    'Image' | 'Network' | 'Volume' | 'Secret' | 'Config' | 'Pod' | 'Container' | 'Provider' | 'Model';
  readonly name: string;
}

/** The thing that an operation changes or waits for. */
export function subjectOf(operation: Operation): Subject {
  switch (operation.kind) {
    case 'pull-image':
    case 'build-image':
    case 'push-image':
    case 'remove-image':
      return { kind: 'Image', name: operation.image };
    case 'create-network':
      return { kind: 'Network', name: operation.network.name };
    case 'remove-network':
      return { kind: 'Network', name: operation.name };
    case 'connect-network':
    case 'disconnect-network':
    case 'update-aliases':
      return { kind: operation.member.kind === 'pod' ? 'Pod' : 'Container', name: operation.member.name };
    case 'create-volume':
      return { kind: 'Volume', name: operation.volume.name };
    case 'remove-volume':
      return { kind: 'Volume', name: operation.name };
    case 'create-secret':
      return { kind: operation.object.kind === 'secret' ? 'Secret' : 'Config', name: operation.name };
    case 'remove-secret':
      return { kind: 'Secret', name: operation.name };
    case 'create-pod':
      return { kind: 'Pod', name: operation.pod.name };
    case 'try-ports':
    case 'start-pod':
    case 'stop-pod':
    case 'remove-pod':
      return { kind: 'Pod', name: operation.pod };
    case 'start-provider':
    case 'stop-provider':
    case 'remove-provider':
      return { kind: 'Provider', name: operation.service };
    case 'start-model':
      return { kind: 'Model', name: operation.model.key };
    case 'create-container':
    case 'init-container':
    case 'start-container':
    case 'stop-container':
    case 'kill-container':
    case 'pause-container':
    case 'unpause-container':
    case 'remove-container':
    case 'rename-container':
    case 'restore-container':
    case 'await-healthy':
    case 'await-completed':
    case 'run-hook':
    case 'run-pre-start':
      return { kind: 'Container', name: operation.container.name };
  }
}
