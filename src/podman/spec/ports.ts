import type { JsonObject } from '../../lib/json.ts';
import type { PublishedPort } from '../../planner/container-design.ts';

/** Published ports as libpod takes them. Neighbours that rise together become one range, so that long ranges stay short. */
export function portSpec(ports: readonly PublishedPort[]): readonly JsonObject[] | undefined {
  const runs: { first: PublishedPort; count: number }[] = [];
  for (const port of ports) {
    const last = runs.at(-1);
    if (last !== undefined && continues(last, port)) last.count += 1;
    else runs.push({ first: port, count: 1 });
  }
  if (runs.length === 0) return undefined;
  return runs.map(({ first, count }) => ({
    container_port: first.containerPort,
    host_port: first.hostPort,
    host_ip: first.hostIp,
    protocol: first.protocol,
    range: count,
  }));
}

/** A port that the engine chooses starts no range: the ports of one would have to be neighbours. */
function continues({ first, count }: { first: PublishedPort; count: number }, port: PublishedPort): boolean {
  return (
    first.hostPort !== 0 &&
    port.hostPort === first.hostPort + count &&
    port.containerPort === first.containerPort + count &&
    port.protocol === first.protocol &&
    port.hostIp === first.hostIp
  );
}
