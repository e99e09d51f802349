import { label } from '../../planner/labels.ts';
import { parsePortsLabel } from '../../planner/ports-label.ts';
import type { ContainerSummary } from '../../podman/replies.ts';

/** One published port of a service, in docker compose's words. */
export interface Publisher {
  readonly URL: string;
  readonly TargetPort: number;
  readonly PublishedPort: number;
  readonly Protocol: string;
}

/**
 * The ports that a container's own service publishes. Members of a pod all report the pod's ports, so a label says which of
 * them are theirs; a host port that the engine chose (0 in the label) is taken from the report.
 */
export function publishersOf(container: ContainerSummary): readonly Publisher[] {
  // The pod keeps its ports open while a member is down, but nobody answers there.
  if (container.state !== 'running' && container.state !== 'paused') return [];
  const actual = container.ports.flatMap(({ hostIp, hostPort, containerPort, protocol, range }) =>
    Array.from({ length: range }, (_, offset) => ({
      URL: hostIp === '' ? '0.0.0.0' : hostIp,
      TargetPort: containerPort + offset,
      PublishedPort: hostPort + offset,
      Protocol: protocol,
    })),
  );
  const text = container.labels.get(label.ports);
  if (text === undefined) return container.pod === undefined ? actual.toSorted(byPort) : [];
  const own = parsePortsLabel(text);
  return actual
    .filter((port) =>
      own.some(
        (wanted) =>
          wanted.containerPort === port.TargetPort &&
          wanted.protocol === port.Protocol &&
          (wanted.hostPort === 0 || wanted.hostPort === port.PublishedPort),
      ),
    )
    .toSorted(byPort);
}

/** `0.0.0.0:8080->80/tcp, …`, neighbours joined to ranges: `0.0.0.0:8080-8082->80-82/tcp`. */
export function formatPublishers(publishers: readonly Publisher[]): string {
  const runs: { readonly first: Publisher; last: Publisher }[] = [];
  for (const port of publishers) {
    const run = runs.at(-1);
    if (run !== undefined && isNext(run.last, port)) run.last = port;
    else runs.push({ first: port, last: port });
  }
  return runs
    .map(({ first, last }) => {
      const host = first.URL.includes(':') ? `[${first.URL}]` : first.URL;
      const published = span(first.PublishedPort, last.PublishedPort);
      return `${host}:${published}->${span(first.TargetPort, last.TargetPort)}/${first.Protocol}`;
    })
    .join(', ');
}

function isNext(before: Publisher, port: Publisher): boolean {
  return (
    before.URL === port.URL &&
    before.Protocol === port.Protocol &&
    before.TargetPort + 1 === port.TargetPort &&
    before.PublishedPort + 1 === port.PublishedPort
  );
}

function span(first: number, last: number): string {
  return first === last ? String(first) : `${first}-${last}`;
}

function byPort(a: Publisher, b: Publisher): number {
  return (
    a.Protocol.localeCompare(b.Protocol) ||
    a.URL.localeCompare(b.URL) ||
    a.TargetPort - b.TargetPort ||
    a.PublishedPort - b.PublishedPort
  );
}
