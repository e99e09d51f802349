import type { Model } from '../model/model.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { containerKey } from './container-keys.ts';
import type { Plan } from './plan.ts';
import { PlanBuilder } from './plan-builder.ts';

/** The key of the step that has a service provided. */
export function providerKey(service: string): string {
  return `provider:${service}`;
}

/** Adds a step for each of the services that a program outside the engine provides, and for each model that they use. */
export function addProviderSteps(builder: PlanBuilder, project: Project, services: readonly Service[]): void {
  for (const { name, provider, dependsOn } of services) {
    if (provider === undefined) continue;
    builder.add(
      providerKey(name),
      { kind: 'start-provider', service: name, provider, because: 'its program tells whether it is there' },
      [...dependsOn.keys()].map(providerKey),
    );
  }
  for (const { model, users } of usedModels(project, services)) {
    builder.add(providerKey(`model ${model.key}`), {
      kind: 'start-model',
      model,
      services: users.map(({ name }) => name),
      because: 'services use it',
    });
  }
  for (const service of services) {
    const own = [...service.dependsOn.keys(), ...[...service.models.keys()].map((key) => `model ${key}`)];
    const keys = own.map(providerKey).filter((key) => builder.has(key));
    if (keys.length === 0) continue;
    const prefix = containerKey.create(`${project.name}-${service.name}-`);
    for (const key of builder.keys()) if (key.startsWith(prefix)) builder.addAfter(key, keys);
  }
}

/** The plan that has the services provided, and nothing else; undefined when there is none among them. */
export function planProviders(project: Project, services: readonly Service[]): Plan | undefined {
  const builder = new PlanBuilder();
  addProviderSteps(builder, project, services);
  return builder.keys().length === 0 ? undefined : builder.build(project.name, []);
}

/** The models that the services use, each with its users, by key. */
function usedModels(
  project: Project,
  services: readonly Service[],
): readonly { readonly model: Model; readonly users: readonly Service[] }[] {
  return [...project.models.values()]
    .map((model) => ({ model, users: services.filter(({ models }) => models.has(model.key)) }))
    .filter(({ users }) => users.length > 0)
    .sort((a, b) => (a.model.key < b.model.key ? -1 : 1));
}
