import type { ExecutionEvent } from '../executor/event.ts';
import type { ServiceName } from '../model/ids.ts';
import type { ModelUse } from '../model/model.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { planProviders } from '../planner/providers.ts';
import { serviceHash } from '../parser/decode/config-hash.ts';
import type { CommandContext, Engine } from './context.ts';
import { exitCode } from './exit-code.ts';
import { runPlan } from './run-plan.ts';

/** A project whose provided services and models are there, and their variables in the services that use them. */
export interface Provided {
  readonly project: Project;
  /** Not `done`: something could not be provided. */
  readonly status: number;
}

type Variables = ReadonlyMap<string, string>;

/**
 * Has the selected services provided that are no containers, and the models that they use, before anything is planned: what
 * their programs tell becomes part of other services' definitions. Nothing is done where there is nothing of the kind.
 */
export async function provide(
  context: CommandContext,
  engine: Engine,
  project: Project,
  selected: ReadonlySet<ServiceName>,
): Promise<Provided> {
  const services = [...project.services.values()].filter(({ name }) => selected.has(name));
  const plan = context.globals.isDryRun ? undefined : planProviders(project, services);
  if (plan === undefined) return { project, status: exitCode.done };
  const ofServices = new Map<string, Variables>();
  const ofModels = new Map<string, Variables>();
  const onEvent = (event: ExecutionEvent) => {
    if (event.kind !== 'provided') return;
    const { operation, variables } = event;
    if (operation.kind === 'start-provider') ofServices.set(operation.service, variables);
    if (operation.kind === 'start-model') ofModels.set(operation.model.key, variables);
  };
  const status = await runPlan(context, { title: 'up', plan, engine, project, onEvent });
  return { project: withVariables(project, ofServices, ofModels), status };
}

/** The project with variables added: those of provided services where they are depended on, those of models where used. */
function withVariables(
  project: Project,
  ofServices: ReadonlyMap<string, Variables>,
  ofModels: ReadonlyMap<string, Variables>,
): Project {
  const changed = [...project.services].map(([name, service]) => {
    const added = new Map([
      ...[...service.models].flatMap(([key, use]) => modelVariables(key, use, ofModels.get(key))),
      ...[...service.dependsOn.keys()].flatMap((other) => [...(ofServices.get(other) ?? [])]),
    ]);
    return [name, added.size === 0 ? service : withEnvironment(service, added)] as const;
  });
  return { ...project, services: new Map(changed) };
}

/** As docker compose does it: the variables count as if the file had them, also for whether a container is the right one. */
function withEnvironment(service: Service, added: Variables): Service {
  const environment = new Map([...service.environment, ...added]);
  const definition = { ...service.definition, environment: Object.fromEntries(environment) };
  return { ...service, environment, definition, configHash: serviceHash(definition) };
}

function modelVariables(
  key: string,
  { endpointVariable, modelVariable }: ModelUse,
  told: Variables | undefined,
): readonly (readonly [string, string])[] {
  const prefix = key.toUpperCase().replaceAll('-', '_');
  const endpoint = told?.get('endpoint');
  const model = told?.get('model');
  return [
    ...(endpoint === undefined ? [] : [[endpointVariable ?? `${prefix}_URL`, endpoint] as const]),
    ...(model === undefined ? [] : [[modelVariable ?? `${prefix}_MODEL`, model] as const]),
  ];
}
