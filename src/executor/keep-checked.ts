import type { Clock } from '../host/host.ts';
import { label } from '../planner/labels.ts';
import type { PodmanClient } from '../podman/client.ts';
import { HealthDriver } from './health-driver.ts';
import { look } from './look.ts';

/** How long nothing is asked at most: a container may have been made meanwhile. */
const restMs = 10_000;

/**
 * Runs the health checks of a project's containers as long as somebody looks on, where the engine does not do it by itself.
 * Resolves when it does, when there is nothing to check, and when aborted.
 */
export async function keepChecked(
  client: PodmanClient,
  clock: Clock,
  project: string,
  signal: AbortSignal,
): Promise<void> {
  const drivers = new Map<string, { readonly driver: HealthDriver; nextMs: number }>();
  while (!signal.aborted) {
    const all = await client.listContainers({ label: [`${label.project}=${project}`] }, signal);
    const checked = all.filter(({ health, isInfra }) => health !== undefined && !isInfra);
    if (checked.length === 0) return;
    for (const { id, state } of checked) {
      if (state !== 'running') continue;
      const known = drivers.get(id) ?? { driver: new HealthDriver(client, clock), nextMs: 0 };
      drivers.set(id, known);
      if (clock.now() < known.nextMs) continue;
      const inspected = await look(client, id, signal);
      if (inspected?.isRunning === true) known.nextMs = await known.driver.tend(inspected, signal);
      if (known.driver.hasTimers) return;
    }
    const next = Math.min(...[...drivers.values()].map(({ nextMs }) => nextMs));
    await clock.sleep(Math.min(restMs, Math.max(100, next - clock.now())), signal);
  }
}
