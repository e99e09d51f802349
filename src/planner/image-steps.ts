import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Project } from '../model/project.ts';
import type { PullPolicy, Service } from '../model/service.ts';
import { contextImages, withBuildBases } from './build-bases.ts';
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
  const needed = services.filter((service) => willBuild(project, service, observed, options));
  const bases = withBuildBases(project, needed).filter((base) => !services.includes(base));
  for (const [image, users] of usersByImage(project, [...bases, ...services])) {
    const builds = users.find((service) => service.build !== undefined);
    const step =
      builds === undefined
        ? pullStep(image, users, observed.images.get(image), options, nowMs)
        : buildStep(project, builds, observed.images.get(image), options);
    if (step === undefined) builder.keep({ kind: 'image', name: image });
    else if ('code' in step) diagnostics.push({ ...step, ...spanOf(project, users[0]) });
    else builder.add(imageKey(image), step, basesOf(step).map(imageKey));
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

/** True for a service whose image is about to be built: what it is built from is looked at only then. */
function willBuild(
  project: Project,
  service: Service,
  observed: ObservedState,
  options: ReconcileOptions,
): boolean {
  const local = observed.images.get(imageOf(project.name, service));
  return service.build !== undefined && options.build !== 'never' && isBuildNeeded(service, local, options);
}

function isBuildNeeded(
  service: Service,
  local: ObservedImage | undefined,
  options: ReconcileOptions,
): boolean {
  return local === undefined || options.build === 'always' || service.pullPolicy.kind === 'build';
}

function buildStep(
  project: Project,
  service: Service,
  local: ObservedImage | undefined,
  options: ReconcileOptions,
): OperationDraft | Diagnostic | undefined {
  if (!isBuildNeeded(service, local, options)) return undefined;
  const image = imageOf(project.name, service);
  if (options.build === 'never') {
    return local === undefined ? diagnose('plan/build-off', { service: service.name, image }) : undefined;
  }
  return {
    kind: 'build-image',
    image,
    service,
    isPullForced: options.pull === 'always' || service.build?.pull === true,
    isCacheOff: service.build?.noCache === true,
    isForAllPlatforms: false,
    contextImages: service.build === undefined ? new Map() : contextImages(project, service.build),
    because: local === undefined ? 'not built yet' : 'a build was asked for',
  };
}

function basesOf(step: OperationDraft): readonly string[] {
  return step.kind === 'build-image' ? [...step.contextImages.values()] : [];
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
  // An image that was made long ago is fresh once it was pulled: docker compose counts from there, too.
  const freshMs = local.pulledMs ?? local.createdMs ?? Number.NEGATIVE_INFINITY;
  return nowMs - freshMs > policy.maxAgeMs
    ? 'it was pulled longer ago than its pull policy allows'
    : undefined;
}

function spanOf(project: Project, service: Service | undefined) {
  const span = service === undefined ? undefined : project.origins.find(['services', service.name, 'image']);
  return span === undefined ? {} : { span };
}
