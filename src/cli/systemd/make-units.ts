import { diagnose, hasErrors } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Files } from '../../host/host.ts';
import type { ServiceName } from '../../model/ids.ts';
import type { Project } from '../../model/project.ts';
import type { FileObject } from '../../model/secret.ts';
import type { Service } from '../../model/service.ts';
import { contentsKey } from '../../planner/file-object-mounts.ts';
import type { FileObjectContents } from '../../planner/file-object-mounts.ts';
import { engineSecretName, imageOf } from '../../planner/names.ts';
import { partedBefore } from '../../planner/parted.ts';
import type { ObservedImage } from '../../planner/observed.ts';
import { featuresOf } from '../../podman/features.ts';
import { formatVersion, isAtLeast, parseVersion } from '../../podman/version.ts';
import type { Version } from '../../podman/version.ts';
import { emitClassic, emitQuadlet } from '../../systemd/emit.ts';
import { emitKube } from '../../systemd/kube/emit-kube.ts';
import type { UnitSet } from '../../systemd/unit-file.ts';
import { firstWithQuadlet } from '../../systemd/versions.ts';
import type { CommandContext } from '../context.ts';
import { observeProject } from '../observe-project.ts';
import { selectServices } from '../select-services.ts';
import { freshPlan } from './fresh-plan.ts';
import { imageNames } from './image-names.ts';
import { siteOf } from './open-systemd.ts';

/** What units are wanted. */
export interface UnitsRequest {
  readonly targets: readonly string[];
  /** undefined: the engine that is there. */
  readonly version: Version | undefined;
  readonly scope: 'system' | 'user';
  readonly isStrict: boolean;
  /** Absent: Quadlet files, or plain units where Podman's Quadlet is too old for the names. */
  readonly format?: UnitsFormat | undefined;
}

/** Quadlet files, plain units that call `podman run` themselves, or Kubernetes YAML with the Quadlet files that play it. */
export type UnitsFormat = 'quadlet' | 'units' | 'kube';

/** The units of a project, with everything that was found on the way reported. Rejects with a ToolError where there can be none. */
export async function makeUnits(
  context: CommandContext,
  project: Project,
  request: UnitsRequest,
): Promise<UnitSet> {
  const selection = selectServices(project, request.targets, { withDependencies: true });
  const services = [...project.services.values()].filter(({ name }) => selection.selected.has(name));
  const { readableContents } = await import('../../executor/file-object-contents.ts');
  const { contents, unread } = await readableContents(project, services, context.host);
  const { version, images, files, names, parted } = await engineFacts(context, project, request.version);
  const hasQuadlet = isAtLeast(version, firstWithQuadlet);
  const format = request.format ?? usualFormat(version);
  if (format !== 'units' && !hasQuadlet) {
    throw new ToolError(diagnose('systemd/too-old', { version: formatVersion(version) }));
  }
  const planned = freshPlan(project, selection, {
    version,
    images,
    contents: withUnread(contents, unread),
    parted,
    pull: 'missing',
    hasPods: format !== 'quadlet',
  });
  if (planned.value === undefined) throw new ToolError(planned.diagnostics);
  const emit = { quadlet: emitQuadlet, units: emitClassic, kube: emitKube }[format];
  const units = emit(project, planned.value, {
    version,
    features: featuresOf(version),
    scope: request.scope,
    files: await mountedFiles(files, services),
    imageNames: names,
  });
  const found = [
    // Kubernetes YAML has secrets of another form, and says itself which.
    ...(format === 'kube' ? [] : unread.map((object) => unreadWarning(project, object))),
    ...(planned.value.operations.some(({ kind }) => kind === 'create-pod')
      ? partedNotes(project, parted)
      : []),
    ...planned.diagnostics.filter((one) => isLost(one, format)),
    ...units.diagnostics,
  ];
  if (units.value === undefined || hasErrors(found)) throw new ToolError(found);
  context.report(found);
  const losses = found.filter(({ code }) => code === 'plan/not-applied' || code === 'systemd/no-equivalent');
  if (request.isStrict && losses.length > 0) {
    throw new ToolError(diagnose('systemd/strict', { count: losses.length }));
  }
  return units.value;
}

/** Quadlet files where Podman's Quadlet takes the names that are needed, plain units otherwise. */
export function usualFormat(version: Version): UnitsFormat {
  return isAtLeast(version, firstWithQuadlet) ? 'quadlet' : 'units';
}

/** Reads the version that a target is named by. */
export function versionOf(text: string | undefined): Version | undefined {
  if (text === undefined) return undefined;
  const version = parseVersion(text);
  if (version === undefined) throw new ToolError(diagnose('systemd/version', { text }));
  return version;
}

/** With a version of its own, a set of units depends on the files alone, and no engine is asked. */
async function engineFacts(
  context: CommandContext,
  project: Project,
  wanted: Version | undefined,
): Promise<EngineFacts> {
  if (wanted !== undefined) {
    return {
      version: wanted,
      images: new Map(),
      files: context.host.files,
      names: new Map(),
      parted: new Map(),
    };
  }
  const engine = await context.connect();
  const observed = await observeProject(engine, { name: project.name, project }, context.signal);
  const { engineVersion, images } = observed;
  const isElsewhere = engine.isRemote && engine.shell === undefined;
  const { files } = isElsewhere ? context.host : await siteOf(context, engine);
  const references = [...project.services.values()].map((service) => imageOf(project.name, service));
  const names = await imageNames(context, engine, references, images);
  return { version: engineVersion, images, files, names, parted: partedBefore(observed) };
}

interface EngineFacts {
  readonly version: Version;
  readonly images: ReadonlyMap<string, ObservedImage>;
  /** Where the sources of bind mounts are looked for. */
  readonly files: Pick<Files, 'stat'>;
  /** Short names of images → whole ones. */
  readonly names: ReadonlyMap<string, string>;
  /** Services that \`up\` moved beside the pod for a port, each with the reason. */
  readonly parted: ReadonlyMap<ServiceName, string>;
}

/** What is not at hand here will be where the units run: as a secret of the engine, the one form that units can count on. */
function withUnread(contents: FileObjectContents, unread: readonly FileObject[]): FileObjectContents {
  const assumed = { kind: 'file', sizeBytes: 1, digest: 'unread' } as const;
  return new Map([...contents, ...unread.map((object) => [contentsKey(object), assumed] as const)]);
}

/** Where services live is what \`up\` found out: nothing in the file says so. */
export function partedNotes(
  project: Project,
  parted: ReadonlyMap<ServiceName, string>,
): readonly Diagnostic[] {
  return [...parted]
    .filter(([service]) => project.services.has(service))
    .map(([service, reason]) =>
      diagnose('systemd/parted', { service, reason }, project.origins.find(['services', service])),
    );
}

function unreadWarning(project: Project, object: FileObject): Diagnostic {
  const { kind, key } = object;
  const span = project.origins.find([`${kind}s`, key]);
  return diagnose('systemd/unread', { kind, key, name: engineSecretName(object) }, span);
}

/** What containers by `up` are made without, and units have. */
const appliedByUnits = new Set(['post_start', 'pre_stop', 'healthcheck.start_interval']);
/** What only systemd itself can do, and not what it plays. */
const appliedBySystemd = new Set(['deploy.restart_policy.delay', 'deploy.restart_policy.window']);

function isLost(diagnostic: Diagnostic, format: UnitsFormat): boolean {
  if (diagnostic.code !== 'plan/not-applied') return true;
  const { key } = diagnostic.args;
  return !appliedByUnits.has(key) && (format === 'kube' || !appliedBySystemd.has(key));
}

async function mountedFiles(
  files: Pick<Files, 'stat'>,
  services: readonly Service[],
): Promise<ReadonlySet<string>> {
  const sources = services.flatMap(({ mounts }) =>
    mounts.flatMap((mount) => (mount.kind === 'bind' ? [mount.source] : [])),
  );
  const kinds = await Promise.all(
    [...new Set(sources)].map(
      async (path) => [path, (await files.stat(path).catch(() => undefined))?.kind] as const,
    ),
  );
  return new Set(kinds.flatMap(([path, kind]) => (kind === undefined || kind === 'directory' ? [] : [path])));
}
