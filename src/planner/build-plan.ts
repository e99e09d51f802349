import type { ServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { imageKey } from './image-steps.ts';
import { imageOf } from './names.ts';
import type { Plan } from './plan.ts';
import { PlanBuilder } from './plan-builder.ts';
import { addPushSteps } from './push-plan.ts';

/** What is to be built, and how. */
export interface BuildOptions {
  readonly services: ReadonlySet<ServiceName>;
  /** Over the file's own; null takes the value from the environment. */
  readonly args: ReadonlyMap<string, string | null>;
  readonly isCacheOff: boolean;
  readonly isPullForced: boolean;
  readonly memoryBytes: number | undefined;
  /** Each image is pushed as soon as it is built. */
  readonly push: boolean;
}

/** The plan that builds each image of the services once, whether it is there or not. */
export function planBuild(project: Project, options: BuildOptions): Plan {
  const builder = new PlanBuilder();
  for (const service of project.services.values()) {
    if (service.build === undefined || !options.services.has(service.name)) continue;
    const image = imageOf(project.name, service);
    if (builder.has(imageKey(image))) continue;
    const { memoryBytes } = options;
    builder.add(imageKey(image), {
      kind: 'build-image',
      image,
      service: withArguments(service, options.args),
      isPullForced: options.isPullForced || service.build.pull,
      isCacheOff: options.isCacheOff || service.build.noCache,
      ...(memoryBytes === undefined ? {} : { memoryBytes }),
      because: 'a build was asked for',
    });
  }
  if (options.push) {
    const because = '`--push`';
    addPushSteps(builder, project, options.services, { because, after: (image) => [imageKey(image)] });
  }
  return builder.build(project.name, []);
}

function withArguments(service: Service, args: BuildOptions['args']): Service {
  const { build } = service;
  if (build === undefined || args.size === 0) return service;
  return { ...service, build: { ...build, args: new Map([...build.args, ...args]) } };
}
