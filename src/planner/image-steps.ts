import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Project } from '../model/project.ts';
import type { PullPolicy, Service } from '../model/service.ts';
import { imageOf, runsImage } from './names.ts';
import type { ObservedImage, ObservedState } from './observed.ts';
import type { OperationDraft, PlanBuilder } from './plan-builder.ts';
import type { ReconcileOptions } from './reconcile-options.ts';

/** The key of the step that makes an image ready. */
export function imageKey(image: string): string {
  return `image:${image}`;
}

/** Adds a pull or a build for every image that the services need and that is not here, or shall be fresh. */
export function addImageSteps(
  builder: PlanBuilder,
  project: Project,
  services: readonly Service[],
  observed: ObservedState,
  options: ReconcileOptions,
  nowMs: number,
): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const [image, users] of usersByImage(project, services)) {
    const builds = users.find((service) => service.build !== undefined);
    const step =
      builds === undefined
        ? pullStep(image, users, observed.images.get(image), options, nowMs)
        : buildStep(image, builds, observed.images.get(image), options);
    if (step === undefined) builder.keep({ kind: 'image', name: image });
    else if ('code' in step) diagnostics.push({ ...step, ...spanOf(project, users[0]) });
    else builder.add(imageKey(image), step);
  }
  return diagnostics;
}

function usersByImage(
  project: Project,
  services: readonly Service[],
): ReadonlyMap<string, readonly Service[]> {
  const users = new Map<string, Service[]>();
  for (const service of services) {
    if (!runsImage(service)) continue;
    const image = imageOf(project.name, service);
    const list = users.get(image);
    if (list === undefined) users.set(image, [service]);
    else list.push(service);
  }
  return users;
}

function buildStep(
  image: string,
  service: Service,
  local: ObservedImage | undefined,
  options: ReconcileOptions,
): OperationDraft | Diagnostic | undefined {
  const isForced = options.build === 'always' || service.pullPolicy.kind === 'build';
  if (local !== undefined && !isForced) return undefined;
  if (options.build === 'never') {
    return local === undefined ? diagnose('plan/build-off', { service: service.name, image }) : undefined;
  }
  return {
    kind: 'build-image',
    image,
    service,
    isPullForced: options.pull === 'always' || service.build?.pull === true,
    isCacheOff: service.build?.noCache === true,
    because: local === undefined ? 'not built yet' : 'a build was asked for',
  };
}

function pullStep(
  image: string,
  users: readonly Service[],
  local: ObservedImage | undefined,
  options: ReconcileOptions,
  nowMs: number,
): OperationDraft | Diagnostic | undefined {
  const [first] = users;
  if (first === undefined) return undefined;
  const policy: PullPolicy = options.pull === undefined ? first.pullPolicy : { kind: options.pull };
  const because = pullReason(policy, local, nowMs);
  if (because === undefined) return undefined;
  if (policy.kind === 'never') return diagnose('plan/image-missing', { service: first.name, image });
  return {
    kind: 'pull-image',
    image,
    platform: first.platform,
    services: users.map((service) => service.name),
    because,
  };
}

function pullReason(policy: PullPolicy, local: ObservedImage | undefined, nowMs: number): string | undefined {
  if (local === undefined) return 'not here yet';
  if (policy.kind === 'always') return 'its policy is to pull always';
  if (policy.kind !== 'older-than') return undefined;
  const ageMs = local.createdMs === undefined ? Number.POSITIVE_INFINITY : nowMs - local.createdMs;
  return ageMs > policy.maxAgeMs ? 'it is older than its pull policy allows' : undefined;
}

function spanOf(project: Project, service: Service | undefined) {
  const span = service === undefined ? undefined : project.origins.find(['services', service.name, 'image']);
  return span === undefined ? {} : { span };
}
