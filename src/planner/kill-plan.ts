import { containerKey, refTo } from './container-keys.ts';
import { isAlive, whose } from './living.ts';
import type { ObservedLives } from './observed.ts';
import type { Plan } from './plan.ts';
import { PlanBuilder } from './plan-builder.ts';
import { addPodStops } from './stop-plan.ts';

/** What gets a signal. */
export interface KillOptions {
  readonly services: ReadonlySet<string>;
  /** Its name, such as `SIGHUP`. */
  readonly signal: string;
}

/** The plan that sends a signal to every container of the services that is alive, one-offs too, all at once. */
export function planKill(
  projectName: string,
  observed: ObservedLives,
  { services, signal }: KillOptions,
): Plan {
  const builder = new PlanBuilder();
  const because = `${signal} was asked for`;
  const killed = observed.containers.filter(
    (container) => isAlive(container) && services.has(container.service ?? ''),
  );
  for (const container of killed) {
    builder.add(containerKey.kill(container.name), {
      kind: 'kill-container',
      container: refTo(container, whose(container)),
      signal,
      because,
    });
  }
  // Only after this signal it is sure that they end.
  if (signal === 'SIGKILL') addPodStops(builder, observed, killed, { because, isWhole: false });
  return builder.build(projectName, []);
}
