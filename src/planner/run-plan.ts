import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import type { ServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';
import { containerKey } from './container-keys.ts';
import type { ContainerDesign } from './container-design.ts';
import { resourceKeys } from './container-steps.ts';
import { designProject } from './design.ts';
import { fileObjectMounts } from './file-object-mounts.ts';
import { addGate } from './gates.ts';
import type { PlannedContainer } from './gates.ts';
import { addHooks } from './hooks.ts';
import { addImageSteps } from './image-steps.ts';
import { joinPlans } from './join-plans.ts';
import { addNetworkSteps } from './network-steps.ts';
import type { ObservedState } from './observed.ts';
import { oneOffDesign } from './one-off.ts';
import type { OneOffRequest } from './one-off.ts';
import { addOrphanSteps } from './orphans.ts';
import type { Plan } from './plan.ts';
import { PlanBuilder } from './plan-builder.ts';
import { reconcile } from './reconcile.ts';
import type { ReconcileOptions } from './reconcile-options.ts';
import { addSecretSteps, addVolumeSteps } from './resource-steps.ts';
import { unappliedWarnings } from './unapplied-warnings.ts';

/**
 * The plan for a one-off: what the service depends on is brought up first (`options.selected`: nothing with `--no-deps`), as
 * `up` would, and waited for as the file says. The service itself and its siblings are left as they are. Pure.
 */
export function planRun(
  project: Project,
  observed: ObservedState,
  request: OneOffRequest,
  options: ReconcileOptions,
  nowMs: number,
): Outcome<Plan> {
  const needed = options.selected.size === 0 ? undefined : reconcile(project, observed, options, nowMs);
  const builder = new PlanBuilder();
  const diagnostics: Diagnostic[] = [...(needed?.diagnostics ?? [])];
  const { service } = request;
  const design = designProject(project, observed, options);
  const own = design.services.get(service.name);
  if (own === undefined) throw new Error(`no design for ${service.name}`);
  const container = oneOffDesign(project, own, request);
  diagnostics.push(
    ...unappliedWarnings(project, [service]).filter(({ code }) => code !== 'plan/bad-restart'),
    ...addImageSteps(builder, project, [service], observed, options, nowMs),
    ...addNetworkSteps(builder, {
      project,
      services: [service],
      observed,
      design,
      changed: new Set(),
      actions: [],
      pod: { kind: 'none' },
      leavers: [],
    }),
    ...addVolumeSteps(builder, project, [service], observed),
    ...fileObjectMounts(project, service, options.contents).diagnostics,
  );
  addSecretSteps(builder, project, [service], observed, options);
  if (needed === undefined) diagnostics.push(...addOrphanSteps(builder, project, observed, options));
  addContainer(builder, container, request, gatesFor(builder, project, observed, request, needed?.value));
  if (hasErrors(diagnostics)) return { value: undefined, diagnostics };
  addHooks(builder, () => service, { isOneOff: true });
  const last = builder.build(project.name, []);
  return { value: needed?.value === undefined ? last : joinPlans(needed.value, last), diagnostics };
}

/** Waits for what the service depends on. Those that the plan does not bring up (`--no-deps`) are not waited for. */
function gatesFor(
  builder: PlanBuilder,
  project: Project,
  observed: ObservedState,
  { service }: OneOffRequest,
  needed: Plan | undefined,
): readonly string[] {
  if (needed === undefined) return [];
  return [...service.dependsOn]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([name]) => project.services.has(name))
    .flatMap(([name, dependency]) =>
      containersAfter(needed, observed, name).flatMap((container) =>
        addGate(builder, container, name, dependency),
      ),
    );
}

/** The containers that a service has once the plan is carried out. */
function containersAfter(
  plan: Plan,
  observed: ObservedState,
  service: ServiceName,
): readonly PlannedContainer[] {
  const started = plan.operations.flatMap((operation) =>
    operation.kind === 'start-container' && operation.container.service === service
      ? [
          {
            name: operation.container.name,
            replica: operation.container.replica,
            old: undefined,
            isFinished: false,
          },
        ]
      : [],
  );
  const kept = plan.unchanged.flatMap((resource) =>
    resource.kind === 'container' && resource.service === service
      ? [
          {
            name: resource.name,
            replica: resource.replica ?? 1,
            old: observed.containers.find(({ name }) => name === resource.name),
            isFinished: resource.isFinished === true,
          },
        ]
      : [],
  );
  return [...started, ...kept];
}

function addContainer(
  builder: PlanBuilder,
  container: ContainerDesign,
  request: OneOffRequest,
  gates: readonly string[],
): void {
  const because = 'a one-off was asked for';
  builder.add(containerKey.create(container.name), { kind: 'create-container', container, because }, [
    ...resourceKeys(container),
    ...gates,
  ]);
  if (!request.start) return;
  builder.add(
    containerKey.start(container.name),
    {
      kind: 'start-container',
      container: { name: container.name, service: container.service.name, replica: 1 },
      because,
    },
    [containerKey.create(container.name)],
  );
}
