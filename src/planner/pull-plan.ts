import type { ServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';
import type { PullPolicy, Service } from '../model/service.ts';
import { parseImageRef } from '../model/image-ref.ts';
import { imageKey } from './image-steps.ts';
import { runsImage } from './names.ts';
import type { ObservedState } from './observed.ts';
import { hookImageUsers } from './pre-start.ts';
import type { Plan } from './plan.ts';
import { PlanBuilder } from './plan-builder.ts';

/** What is to be pulled. */
export interface PullOptions {
  readonly services: ReadonlySet<ServiceName>;
  /** Overrides every service's own. */
  readonly policy: 'always' | 'missing' | undefined;
  /** Services with a build section are left out. */
  readonly ignoresBuildable: boolean;
  /** A failure is a warning. */
  readonly ignoresFailures: boolean;
}

/**
 * The plan that pulls the services' images, also those that are here: only where the file asks for `missing` itself, or the
 * command line does, one that is here stays, unless its tag is `latest`, which is expected to move.
 */
export function planPull(project: Project, observed: ObservedState, options: PullOptions): Plan {
  const builder = new PlanBuilder();
  const isOptional = options.ignoresFailures;
  for (const [image, users] of usersOf(project, options)) {
    const isHere = observed.images.has(image);
    const because = users.map((service) => reasonFor(image, service, isHere, options)).find(Boolean);
    if (because === undefined) {
      if (isHere) builder.keep({ kind: 'image', name: image });
      continue;
    }
    builder.add(imageKey(image), {
      kind: 'pull-image',
      image,
      platform: users[0]?.platform,
      services: users.map(({ name }) => name),
      because,
      ...(isOptional ? { isOptional } : {}),
    });
  }
  return builder.build(project.name, []);
}

function usersOf(project: Project, options: PullOptions): ReadonlyMap<string, readonly Service[]> {
  const users = new Map<string, Service[]>();
  const all = [...project.services.values()].flatMap((service) => [service, ...hookImageUsers(service)]);
  for (const service of all) {
    const { image, name, build } = service;
    if (image === undefined || !runsImage(service) || !options.services.has(name)) continue;
    if (build !== undefined && options.ignoresBuildable) continue;
    const known = users.get(image);
    if (known === undefined) users.set(image, [service]);
    else known.push(service);
  }
  return users;
}

function reasonFor(
  image: string,
  service: Service,
  isHere: boolean,
  { policy }: PullOptions,
): string | undefined {
  const kind = policy ?? writtenPolicy(service);
  if (kind === 'never' || kind === 'build') return undefined;
  if (!isHere) return 'not here yet';
  if (kind !== 'missing') return 'a pull was asked for';
  return isLatest(image) ? 'here, but `latest` may be another by now' : undefined;
}

/** A policy that is only the default says nothing against a pull that was asked for. */
function writtenPolicy({ pullPolicy, definition }: Service): PullPolicy['kind'] | undefined {
  return definition['pull_policy'] === undefined ? undefined : pullPolicy.kind;
}

function isLatest(image: string): boolean {
  const ref = parseImageRef(image);
  return ref !== undefined && ref.digest === undefined && (ref.tag ?? 'latest') === 'latest';
}
