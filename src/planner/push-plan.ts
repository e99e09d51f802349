import type { ServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import type { Plan } from './plan.ts';
import { PlanBuilder } from './plan-builder.ts';

/** What is to be pushed. */
export interface PushOptions {
  readonly services: ReadonlySet<ServiceName>;
  /** A failure is a warning. */
  readonly ignoresFailures: boolean;
}

/** The plan that pushes what the services build under names of their own, all tags included. The rest is somebody else's. */
export function planPush(project: Project, options: PushOptions): Plan {
  const builder = new PlanBuilder();
  const isOptional = options.ignoresFailures;
  addPushSteps(builder, project, options.services, { because: 'a push was asked for', isOptional });
  return builder.build(project.name, []);
}

/** Adds a push for each name of each image that the services build; `after` gives the keys that one waits for. */
export function addPushSteps(
  builder: PlanBuilder,
  project: Project,
  services: ReadonlySet<ServiceName>,
  {
    because,
    isOptional = false,
    after = () => [],
  }: {
    readonly because: string;
    readonly isOptional?: boolean;
    readonly after?: (image: string) => readonly string[];
  },
): void {
  const users = new Map<
    string,
    {
      readonly image: string;
      readonly services: string[];
      readonly isForPlatforms: boolean;
    }
  >();
  for (const service of project.services.values()) {
    if (!services.has(service.name)) continue;
    for (const name of namesToPush(service)) {
      const known = users.get(name);
      if (known === undefined) {
        const isForPlatforms = (service.build?.platforms.length ?? 0) > 1;
        users.set(name, { image: service.image ?? name, services: [service.name], isForPlatforms });
      } else known.services.push(service.name);
    }
  }
  for (const [name, user] of users) {
    builder.add(
      `push:${name}`,
      {
        kind: 'push-image',
        image: name,
        services: user.services,
        ...(user.isForPlatforms ? { isForPlatforms: true } : {}),
        because,
        ...(isOptional ? { isOptional } : {}),
      },
      after(user.image),
    );
  }
}

/** A build without a name of its own is meant for this machine. */
function namesToPush({ image, build }: Service): readonly string[] {
  return image === undefined || build === undefined ? [] : [...new Set([image, ...build.tags])];
}
