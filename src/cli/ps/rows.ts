import { label } from '../../planner/labels.ts';
import type { ContainerSummary } from '../../podman/replies.ts';
import { roughDuration } from './ago.ts';
import type { Publisher } from './ports.ts';
import { formatPublishers, publishersOf } from './ports.ts';

/** One container as `ps --format json` prints it: docker compose's member names and order. */
export interface PsRow {
  readonly Command: string;
  readonly CreatedAt: string;
  readonly ExitCode: number;
  readonly Health: string;
  readonly ID: string;
  readonly Image: string;
  readonly Labels: string;
  readonly LocalVolumes: string;
  readonly Mounts: string;
  readonly Name: string;
  readonly Names: string;
  readonly Networks: string;
  readonly Ports: string;
  readonly Project: string;
  readonly Publishers: readonly Publisher[];
  readonly RunningFor: string;
  readonly Service: string;
  readonly Size: string;
  readonly State: string;
  readonly Status: string;
}

/** The row of a container. `podNetworks` are those of its pod: a member reports none of its own. */
export function rowOf(
  container: ContainerSummary,
  podNetworks: readonly string[],
  nowMs: number,
  isFull: boolean,
): PsRow {
  const publishers = publishersOf(container);
  const networks = container.networks.length > 0 ? container.networks : podNetworks;
  return {
    Command: JSON.stringify(shorten(container.command.join(' '), isFull)),
    CreatedAt: `${new Date(container.createdMs).toISOString().slice(0, 19).replace('T', ' ')} +0000 UTC`,
    ExitCode: container.exitCode,
    Health: container.health ?? '',
    ID: isFull ? container.id : container.id.slice(0, 12),
    Image: container.image,
    Labels: [...container.labels]
      .map(([key, value]) => `${key}=${value}`)
      .sort()
      .join(','),
    LocalVolumes: '0',
    Mounts: container.mounts.join(','),
    Name: container.name,
    Names: container.name,
    Networks: networks.join(','),
    Ports: formatPublishers(publishers),
    Project: container.labels.get(label.project) ?? '',
    Publishers: publishers,
    RunningFor: `${roughDuration(nowMs - container.createdMs)} ago`,
    Service: container.labels.get(label.service) ?? '',
    Size: '0B',
    State: stateOf(container),
    Status: statusOf(container, nowMs),
  };
}

/** docker's word for the state: Podman has finer ones. */
export function stateOf({ state }: Pick<ContainerSummary, 'state'>): string {
  switch (state) {
    case 'configured':
    case 'initialized':
      return 'created';
    case 'stopped':
      return 'exited';
    case 'stopping':
      return 'running';
    default:
      return state;
  }
}

/** `Up 3 minutes (healthy)`, `Exited (1) 5 seconds ago`, … */
export function statusOf(container: ContainerSummary, nowMs: number): string {
  const since = (ms: number | undefined) => roughDuration(nowMs - (ms ?? nowMs));
  const state = stateOf(container);
  switch (state) {
    case 'running':
      return `Up ${since(container.startedMs)}${healthNote(container.health)}`;
    case 'paused':
      return `Up ${since(container.startedMs)} (Paused)`;
    case 'exited':
      return `Exited (${container.exitCode}) ${since(container.exitedMs)} ago`;
    case 'created':
      return 'Created';
    default:
      return state.charAt(0).toUpperCase() + state.slice(1);
  }
}

function healthNote(health: string | undefined): string {
  if (health === undefined) return '';
  return health === 'starting' ? ' (health: starting)' : ` (${health})`;
}

const shortCommandLength = 20;

function shorten(command: string, isFull: boolean): string {
  return isFull || command.length <= shortCommandLength
    ? command
    : `${command.slice(0, shortCommandLength - 1)}…`;
}
