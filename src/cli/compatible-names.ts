import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';

/** The project with `_` between the parts of its containers' and images' names, as the first docker-compose had them. */
export function withCompatibleNames(project: Project): Project {
  return {
    ...project,
    services: renamed(project.services),
    disabledServices: renamed(project.disabledServices),
  };
}

function renamed(services: Project['services']): Project['services'] {
  return new Map(
    [...services].map(([name, service]) => [name, { ...service, nameSeparator: '_' } satisfies Service]),
  );
}
