import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Outcome } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { ServiceName } from '../../model/ids.ts';
import type { Project } from '../../model/project.ts';
import { engineSecretName } from '../../planner/names.ts';
import type { ObservedImage, ObservedState } from '../../planner/observed.ts';
import type { Plan } from '../../planner/plan.ts';
import { emptyEngine, plainUp } from '../../planner/plain-up.ts';
import { reconcile } from '../../planner/reconcile.ts';
import type { FileObjectContents } from '../../planner/file-object-mounts.ts';
import { formatVersion, isAtLeast } from '../../podman/version.ts';
import type { Version } from '../../podman/version.ts';
import { firstWithPods } from '../../systemd/versions.ts';
import type { Selection } from '../select-services.ts';

/** What a plan for an empty engine depends on beside the project. */
export interface FreshState {
  readonly version: Version;
  /** Images whose ports are known; empty where no engine was asked. */
  readonly images: ReadonlyMap<string, ObservedImage>;
  readonly contents: FileObjectContents;
  /** Secrets that are there already. */
  readonly secrets?: ObservedState['secrets'];
  /** True: pods do not depend on the version, as plain units make them. */
  readonly hasPods?: boolean;
  /** Absent: every image that has a build is to be built. */
  readonly build?: 'always' | 'missing';
  /** Services that live beside the pod for a port that was found taken, each with the reason. */
  readonly parted?: ReadonlyMap<ServiceName, string>;
  /** Absent: what each service's own policy asks for. */
  readonly pull?: 'always' | 'missing' | undefined;
}

/** What `up` would do for these services on an engine that has nothing but what is external: it is what units are made of. */
export function freshPlan(project: Project, selection: Selection, facts: FreshState): Outcome<Plan> {
  const { version, images, contents, parted = new Map(), pull } = facts;
  const { secrets = [], build = 'always', hasPods = false } = facts;
  const external = (items: ReadonlyMap<string, { readonly name: string; readonly isExternal: boolean }>) =>
    [...items.values()].flatMap(({ name, isExternal }) =>
      isExternal ? [{ name, labels: new Map<string, string>() }] : [],
    );
  const externalSecrets = [...project.secrets.values(), ...project.configs.values()]
    .filter(({ source }) => source.kind === 'external')
    .map((object) => ({ name: engineSecretName(object), labels: new Map<string, string>() }));
  return reconcile(
    project,
    {
      ...emptyEngine(version),
      networks: external(project.networks),
      volumes: external(project.volumes),
      secrets: [...externalSecrets, ...secrets],
      images,
    },
    {
      ...plainUp(project),
      ...selection,
      placement: hasPods ? project.placement.mode : placementFor(project, version),
      build,
      pull,
      contents,
      parted,
    },
    0,
  );
}

/** Quadlet has pods from 5.0 on: before that, services stand side by side. */
function placementFor({ placement }: Project, version: Version): Project['placement']['mode'] {
  if (isAtLeast(version, firstWithPods)) return placement.mode;
  if (placement.mode === 'pod') {
    throw new ToolError(diagnose('systemd/no-pods', { version: formatVersion(version) }));
  }
  return 'network';
}
