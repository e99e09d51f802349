import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { containerKey, refTo } from './container-keys.ts';
import { containersOf, whose } from './living.ts';
import type { ObservedContainer, ObservedLives } from './observed.ts';
import type { Plan } from './plan.ts';
import { PlanBuilder } from './plan-builder.ts';

/** Which containers are meant. */
export interface PauseOptions {
  readonly services: ReadonlySet<string>;
  /** True when they were named: then one that is not in the right state is an error. */
  readonly areNamed: boolean;
}

/** The plan that freezes the running containers of the services. One that is paused already is an error, for the others it goes on. */
export function planPause(
  projectName: string,
  observed: ObservedLives,
  options: PauseOptions,
): Outcome<Plan> {
  const own = containersOf(observed.containers, options.services);
  const paused = own.filter(({ state }) => state === 'paused');
  const running = own.filter(({ state }) => state === 'running');
  const because = 'a pause was asked for';
  return {
    value: planOf(projectName, 'pause-container', running, because),
    diagnostics: paused.map(({ name }) => diagnose('plan/already-paused', { container: name })),
  };
}

/** The plan that lets the paused containers of the services go on. A named service that runs is an error. */
export function planUnpause(
  projectName: string,
  observed: ObservedLives,
  options: PauseOptions,
): Outcome<Plan> {
  const own = containersOf(observed.containers, options.services);
  const paused = own.filter(({ state }) => state === 'paused');
  const others = options.areNamed ? own.filter(({ state }) => state === 'running') : [];
  const diagnostics: readonly Diagnostic[] = others.map(({ name }) =>
    diagnose('plan/not-paused', { container: name }),
  );
  return { value: planOf(projectName, 'unpause-container', paused, 'it is paused'), diagnostics };
}

function planOf(
  projectName: string,
  kind: 'pause-container' | 'unpause-container',
  containers: readonly ObservedContainer[],
  because: string,
): Plan {
  const builder = new PlanBuilder();
  for (const container of containers) {
    const ref = refTo(container, whose(container));
    builder.add(containerKey.pause(container.name), { kind, container: ref, because });
  }
  return builder.build(projectName, []);
}
