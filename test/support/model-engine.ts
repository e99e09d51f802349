import { label } from '../../src/planner/labels.ts';
import type { ObservedContainer, ObservedState } from '../../src/planner/observed.ts';
import type { ContainerRef, Operation, Plan } from '../../src/planner/plan.ts';

/**
 * What the engine would hold after a plan: a model of Podman's state, for laws about plans. Services named in `jobs` run to
 * their end at once. It refuses what Podman refuses: a name in use, a missing thing, a start before a creation.
 */
export function applyPlan(
  state: ObservedState,
  plan: Plan,
  jobs: ReadonlySet<string> = new Set(),
): ObservedState {
  return plan.operations.reduce((current, operation) => apply(current, operation, jobs), state);
}

function apply(state: ObservedState, operation: Operation, jobs: ReadonlySet<string>): ObservedState {
  // Nothing fails here.
  if (operation.rescues !== undefined) return state;
  const patch = (
    name: string,
    change: (container: ObservedContainer) => ObservedContainer,
  ): ObservedState => {
    if (!state.containers.some((container) => container.name === name))
      throw new Error(`no container ${name}`);
    return {
      ...state,
      containers: state.containers.map((container) =>
        container.name === name ? change(container) : container,
      ),
    };
  };
  switch (operation.kind) {
    case 'pull-image':
    case 'build-image':
      return {
        ...state,
        images: new Map([
          ...state.images,
          [operation.image, { id: `sha256:new-${operation.image}`, exposedPorts: [], createdMs: 0 }],
        ]),
      };
    case 'push-image':
    case 'run-hook':
    case 'run-pre-start':
    case 'start-provider':
    case 'stop-provider':
    case 'remove-provider':
    case 'start-model':
      return state;
    case 'create-network':
      return {
        ...state,
        networks: added(state.networks, { name: operation.network.name, labels: operation.labels }),
      };
    case 'remove-network': {
      const { name } = operation;
      const users = [
        ...state.containers.filter(({ networks }) => networks.includes(name)),
        ...state.pods.filter(({ networks }) => networks?.has(name) === true),
      ];
      if (users.length > 0) throw new Error(`network ${name} is in use`);
      return { ...state, networks: without(state.networks, name) };
    }
    case 'connect-network':
    case 'update-aliases': {
      const { member, attachment } = operation;
      if (!state.networks.some(({ name }) => name === attachment.name)) {
        throw new Error(`no network ${attachment.name}`);
      }
      return member.kind === 'container'
        ? patch(member.name, (it) => ({ ...it, networks: [...new Set([...it.networks, attachment.name])] }))
        : patchPod(
            state,
            member.name,
            (networks) => new Map([...networks, [attachment.name, attachment.aliases]]),
          );
    }
    case 'disconnect-network': {
      const { member, network } = operation;
      return member.kind === 'container'
        ? patch(member.name, (it) => ({ ...it, networks: it.networks.filter((name) => name !== network) }))
        : patchPod(
            state,
            member.name,
            (networks) => new Map([...networks].filter(([name]) => name !== network)),
          );
    }
    case 'create-volume':
      return {
        ...state,
        volumes: added(state.volumes, { name: operation.volume.name, labels: operation.labels }),
      };
    case 'remove-volume':
      return { ...state, volumes: without(state.volumes, operation.name) };
    case 'create-secret': {
      const others = state.secrets.filter(({ name }) => name !== operation.name);
      return { ...state, secrets: [...others, { name: operation.name, labels: operation.labels }] };
    }
    case 'remove-secret':
      return { ...state, secrets: without(state.secrets, operation.name) };
    case 'create-pod': {
      const networks = new Map(operation.pod.networks.map(({ name, aliases }) => [name, aliases]));
      const pod = { id: operation.pod.name, infraId: '', infraState: 'created', ...operation.pod, networks };
      return { ...state, pods: added(state.pods, pod) };
    }
    case 'start-pod':
      return {
        ...state,
        pods: state.pods.map((pod) => (pod.name === operation.pod ? { ...pod, infraState: 'running' } : pod)),
      };
    case 'stop-pod':
      return {
        ...state,
        pods: state.pods.map((pod) => (pod.name === operation.pod ? { ...pod, infraState: 'exited' } : pod)),
      };
    case 'remove-pod':
      return {
        ...state,
        pods: without(state.pods, operation.pod),
        containers: state.containers.filter((container) => container.pod !== operation.pod),
      };
    case 'create-container': {
      const { container } = operation;
      const imageId = state.images.get(container.image)?.id;
      if (imageId === undefined) throw new Error(`no image ${container.image}`);
      if (container.place.kind === 'pod' && !state.pods.some(({ name }) => name === podOf(container.place))) {
        throw new Error(`no pod for ${container.name}`);
      }
      const made: ObservedContainer = {
        id: `${state.containers.length}-${container.name}`.padEnd(12, '0'),
        name: container.name,
        service: container.service.name,
        replica: container.replica,
        isOneOff: false,
        state: 'created',
        exitCode: undefined,
        health: undefined,
        imageId,
        labels: new Map([...container.labels, [label.image, imageId]]),
        pod: podOf(container.place),
        networks: container.place.kind === 'beside' ? container.place.networks.map(({ name }) => name) : [],
      };
      return { ...state, containers: added(state.containers, made) };
    }
    case 'init-container':
      return patch(operation.container.name, (container) => ({ ...container, state: 'initialized' }));
    case 'start-container':
      return patch(operation.container.name, (container) =>
        jobs.has(operation.container.service)
          ? { ...container, state: 'exited', exitCode: 0 }
          : { ...container, state: 'running', health: 'healthy' },
      );
    case 'stop-container':
      return patch(operation.container.name, (container) => ({
        ...container,
        state: 'exited',
        exitCode: 143,
      }));
    case 'kill-container':
      return patch(operation.container.name, (container) => ({
        ...container,
        state: 'exited',
        exitCode: 137,
      }));
    case 'pause-container':
      return patch(operation.container.name, (container) => ({ ...container, state: 'paused' }));
    case 'unpause-container':
      return patch(operation.container.name, (container) => ({ ...container, state: 'running' }));
    case 'remove-container':
      return withoutContainer(state, operation.container);
    case 'rename-container': {
      const { to, displaces } = operation;
      const parked =
        displaces === undefined
          ? state
          : patch(displaces.container.name, (container) => ({ ...container, name: displaces.to }));
      if (parked.containers.some(({ name }) => name === to)) throw new Error(`name ${to} in use`);
      return {
        ...parked,
        containers: parked.containers.map((container) =>
          container.name === operation.container.name ? { ...container, name: to } : container,
        ),
      };
    }
    case 'try-ports':
    case 'restore-container':
    case 'await-healthy':
    case 'await-completed':
      return state;
    case 'remove-image':
      return { ...state, images: new Map([...state.images].filter(([name]) => name !== operation.image)) };
  }
}

/** By id where there is one, as the executor does it: the container may have been renamed meanwhile. */
function withoutContainer(state: ObservedState, { id, name }: ContainerRef): ObservedState {
  const gone = state.containers.find((container) =>
    id === undefined ? container.name === name : container.id === id,
  );
  if (gone === undefined) throw new Error(`no container ${name}`);
  return { ...state, containers: state.containers.filter((container) => container !== gone) };
}

type Aliases = ReadonlyMap<string, readonly string[]>;

function patchPod(state: ObservedState, pod: string, change: (networks: Aliases) => Aliases): ObservedState {
  if (!state.pods.some(({ name }) => name === pod)) throw new Error(`no pod ${pod}`);
  return {
    ...state,
    pods: state.pods.map((it) =>
      it.name === pod ? { ...it, networks: change(it.networks ?? new Map()) } : it,
    ),
  };
}

function podOf(place: { readonly kind: string; readonly pod?: string }): string | undefined {
  return place.kind === 'pod' ? place.pod : undefined;
}

function added<T extends { readonly name: string }>(list: readonly T[], item: T): readonly T[] {
  if (list.some(({ name }) => name === item.name)) throw new Error(`name ${item.name} in use`);
  return [...list, item];
}

function without<T extends { readonly name: string }>(list: readonly T[], name: string): readonly T[] {
  if (!list.some((item) => item.name === name)) throw new Error(`nothing of name ${name}`);
  return list.filter((item) => item.name !== name);
}
