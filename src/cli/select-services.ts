import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import { nearest } from '../lib/nearest.ts';
import type { ServiceName } from '../model/ids.ts';
import type { Project } from '../model/project.ts';

/** The services that names on the command line stand for. */
export interface Selection {
  /** Those named; all when none was. */
  readonly targets: ReadonlySet<ServiceName>;
  /** The targets and what they depend on, however far. */
  readonly selected: ReadonlySet<ServiceName>;
}

/** Looks names up among the services that are on. Throws a ToolError that names every unknown one. */
export function selectServices(
  project: Project,
  names: readonly string[],
  options: { readonly withDependencies: boolean },
): Selection {
  const all = new Set(project.services.keys());
  if (names.length === 0) return { targets: all, selected: all };
  const targets = new Set([...all].filter((service) => names.includes(service)));
  const unknown = names.filter((name) => ![...targets].some((target) => target === name));
  if (unknown.length > 0) throw new ToolError(unknown.map((service) => unknownService(service, all)));
  return { targets, selected: options.withDependencies ? withDependencies(project, targets) : targets };
}

/**
 * Refuses names that neither the file nor the engine knows. `present` are the services of the containers that are there:
 * they may be older than the file, or there may be no file.
 */
export function refuseUnknownServices(
  names: readonly string[],
  project: Project | undefined,
  present: Iterable<string>,
): void {
  const known = new Set<string>([
    ...(project?.services.keys() ?? []),
    ...(project?.disabledServices.keys() ?? []),
    ...present,
  ]);
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) throw new ToolError(unknown.map((name) => unknownService(name, known)));
}

/** The finding that no service is called so. */
export function unknownService(service: string, known: Iterable<string>): Diagnostic {
  return diagnose('plan/unknown-service', { service, nearest: nearest(service, known) });
}

function withDependencies(project: Project, targets: ReadonlySet<ServiceName>): ReadonlySet<ServiceName> {
  // A set grows while it is walked, so this reaches what the dependencies depend on, too.
  const selected = new Set(targets);
  for (const name of selected) {
    for (const dependency of project.services.get(name)?.dependsOn.keys() ?? []) {
      if (project.services.has(dependency)) selected.add(dependency);
    }
  }
  return selected;
}
