import type { Project } from '../model/project.ts';
import type { Hook, Service } from '../model/service.ts';
import type { Action } from './actions.ts';
import type { ContainerDesign, Place } from './container-design.ts';
import { containerKey } from './container-keys.ts';
import type { ContainerStepsInput } from './container-steps.ts';
import { resourceKeys } from './container-steps.ts';
import type { ProjectDesign } from './design.ts';
import { label } from './labels.ts';
import { imageOf } from './names.ts';
import { servicesByName } from './order.ts';
import type { PlanBuilder } from './plan-builder.ts';

/**
 * Puts `pre_start` hooks before the starts of services. They run when a container is new or has never come to its start:
 * one that only stopped had its hooks. Once for the service, as long as none of its containers runs; or once for each one.
 */
export function addPreStart(builder: PlanBuilder, input: ContainerStepsInput, design: ProjectDesign): void {
  for (const service of servicesByName(input.project)) {
    if (service.preStart.length === 0) continue;
    const actions = input.actions.get(service.name) ?? [];
    const starting = actions
      .filter((action) => isNew(action) && builder.has(containerKey.start(nameOf(action))))
      .sort((a, b) => a.replica - b.replica);
    const isRunning = actions.some(({ kind }) => kind === 'keep');
    const designOf = design.services.get(service.name)?.container;
    const [first] = starting;
    if (first === undefined || designOf === undefined) continue;
    const shared = { project: input.project, service, builder };
    for (const [index, hook] of service.preStart.entries()) {
      if (hook.isPerReplica) {
        for (const action of starting)
          addHook({ ...shared, index, hook, of: action, before: [action], base: designOf(action.replica) });
      } else if (!isRunning) {
        addHook({ ...shared, index, hook, of: first, before: starting, base: designOf(first.replica) });
      }
    }
  }
}

/** The services as their `pre_start` hooks need them: with the images that those run in. */
export function hookImageUsers(service: Service): readonly Service[] {
  return service.preStart.flatMap(({ image }) =>
    image === undefined ? [] : [{ ...service, image, build: undefined, preStart: [] }],
  );
}

interface HookPlace {
  readonly builder: PlanBuilder;
  readonly project: Project;
  readonly service: Service;
  readonly hook: Hook;
  readonly index: number;
  /** Whose volumes it has. */
  readonly of: Action;
  /** Whose starts it comes before. */
  readonly before: readonly Action[];
  readonly base: ContainerDesign;
}

function addHook({ builder, project, service, hook, index, of, before, base }: HookPlace): void {
  const name = nameOf(of);
  const runner = runnerDesign(project, service, base, hook, index);
  const key = `pre-start:${hook.isPerReplica ? name : service.name}/${index}`;
  const container = { name, service: service.name, replica: of.replica };
  const because = 'it runs before the start';
  builder.addBefore(containerKey.start(name), key, {
    kind: 'run-pre-start',
    container,
    index,
    runner,
    because,
  });
  builder.addAfter(key, resourceKeys(runner));
  for (const action of before) {
    const other = nameOf(action);
    if (other !== name) builder.addAfter(containerKey.start(other), [key]);
    // Nobody of the old kind runs on beside it.
    if ('old' in action) builder.addAfter(key, [containerKey.stop(action.old.name)]);
  }
}

/** The service's container with another command: on its networks without its names, ports and health check. */
function runnerDesign(
  project: Project,
  service: Service,
  base: ContainerDesign,
  hook: Hook,
  index: number,
): ContainerDesign {
  const own = hook.image === undefined ? service : { ...service, ...ofItsImage, image: hook.image };
  const name = hook.isPerReplica ? base.name : `${project.name}-${service.name}`;
  const runner: Service = {
    ...own,
    command: hook.command.length === 0 ? undefined : hook.command,
    user: hook.user ?? service.user,
    workingDir: hook.workingDir ?? service.workingDir,
    isPrivileged: hook.isPrivileged || service.isPrivileged,
    environment: new Map([...service.environment, ...hook.environment]),
    containerName: undefined,
    restart: undefined,
    healthcheck: { kind: 'disabled' },
    ports: [],
    hasTty: false,
    isStdinOpen: false,
  };
  const labels = new Map([...base.labels].filter(([key]) => !ofService.has(key)));
  return {
    ...base,
    name: `${name}-pre_start-${index}`,
    service: runner,
    image: imageOf(project.name, runner),
    place: withoutNames(base.place),
    labels: new Map([
      ...labels,
      [label.oneOff, 'True'],
      [label.hook, 'pre_start'],
      [label.hookIndex, String(index)],
    ]),
  };
}

/** What a service says of its own image's program. */
const ofItsImage = { build: undefined, entrypoint: undefined } as const;

const ofService: ReadonlySet<string> = new Set([label.number, label.configHash, label.keys, label.ports]);

function withoutNames(place: Place): Place {
  switch (place.kind) {
    case 'beside':
      return {
        ...place,
        ports: [],
        networks: place.networks.map((network) => ({
          ...network,
          aliases: [],
          staticIps: [],
          staticMac: undefined,
        })),
      };
    case 'mode':
      return { ...place, ports: [] };
    case 'pod':
    case 'join':
      return place;
  }
}

function isNew(action: Action): boolean {
  if (action.kind === 'create' || action.kind === 'recreate') return true;
  return action.kind === 'start' && (action.old.state === 'created' || action.old.state === 'initialized');
}

function nameOf(action: Action): string {
  return 'design' in action ? action.design.name : action.old.name;
}
