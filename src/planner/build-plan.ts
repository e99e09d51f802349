import type { ServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { contextImages, withBuildBases } from './build-bases.ts';
import { imageKey } from './image-steps.ts';
import { imageOf } from './names.ts';
import type { Plan } from './plan.ts';
import type { OperationDraft } from './plan-builder.ts';
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
  const wanted = [...project.services.values()].filter(
    ({ name, build }) => build !== undefined && options.services.has(name),
  );
  for (const service of withBuildBases(project, wanted)) {
    if (service.build === undefined) continue;
    const image = imageOf(project.name, service);
    if (builder.has(imageKey(image))) continue;
    const { memoryBytes } = options;
    const bases = contextImages(project, service.build);
    const draft: OperationDraft = {
      kind: 'build-image',
      image,
      service: withArguments(service, options.args),
      isPullForced: options.isPullForced || service.build.pull,
      isCacheOff: options.isCacheOff || service.build.noCache,
      isForAllPlatforms: true,
      contextImages: bases,
      ...(memoryBytes === undefined ? {} : { memoryBytes }),
      because: options.services.has(service.name) ? 'a build was asked for' : 'others are built from it',
    };
    builder.add(imageKey(image), draft, [...bases.values()].map(imageKey));
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
