import type { ServiceName } from '../model/ids.ts';
import type { BuildSpec } from '../model/build.ts';
import { parseServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { imageOf } from './names.ts';

/** Images of services that a build's contexts name: `service:NAME` → image. */
export function contextImages(project: Project, build: BuildSpec): ReadonlyMap<string, string> {
  const images = new Map<string, string>();
  for (const base of basesOf(project, build)) images.set(`service:${base.name}`, imageOf(project.name, base));
  return images;
}

/** The services and, before each, those whose images its own is built from, and those that these are built from. */
export function withBuildBases(project: Project, services: Iterable<Service>): readonly Service[] {
  const found = new Map<ServiceName, Service>();
  const add = (service: Service): void => {
    if (found.has(service.name)) return;
    for (const base of service.build === undefined ? [] : basesOf(project, service.build)) add(base);
    found.set(service.name, service);
  };
  for (const service of services) add(service);
  return [...found.values()];
}

function basesOf(project: Project, build: BuildSpec): readonly Service[] {
  return [...build.additionalContexts.values()].flatMap((context) => {
    const name = context.startsWith('service:') ? parseServiceName(context.slice(8)) : undefined;
    const base = name === undefined ? undefined : project.services.get(name);
    return base === undefined ? [] : [base];
  });
}
