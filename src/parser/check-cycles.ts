import type { Diagnostic, RelatedPlace } from '../diagnostics/diagnostic.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { topologicalOrder } from '../lib/graph.ts';
import { isJsonObject, jsonScalarText } from '../lib/json.ts';
import { impliedDependencies } from './implied.ts';
import { Place } from './place.ts';
import { members } from './service-check.ts';
import type { ProjectNames } from './service-check.ts';
import { get } from './tree-build.ts';
import type { MappingNode } from './tree.ts';

/** Reports services that need each other, with every step of the circle where it is written. */
export function checkCycles(root: MappingNode, project: ProjectNames, found: Diagnostic[]): void {
  const { cycles } = topologicalOrder([...project.services.keys()], (name) =>
    members(project.services.get(name)?.['depends_on']).map(([target]) => target),
  );
  for (const cycle of cycles) {
    const [first, ...others] = cycle.map((name, index) =>
      stepOf(name, cycle[index + 1] ?? cycle[0] ?? name, root),
    );
    found.push(diagnose('compose/dependency-cycle', { services: cycle }, first?.span, others));
  }
  reportBuildCycles(root, project, found);
}

function reportBuildCycles(root: MappingNode, project: ProjectNames, found: Diagnostic[]): void {
  const basesOf = (name: string): readonly (readonly [context: string, base: string])[] => {
    const build = project.services.get(name)?.['build'];
    return members(isJsonObject(build) ? build['additional_contexts'] : undefined).flatMap(
      ([key, context]) => {
        const text = jsonScalarText(context);
        return text.startsWith('service:') ? [[key, text.slice(8)] as const] : [];
      },
    );
  };
  const { cycles } = topologicalOrder([...project.services.keys()], (name) =>
    basesOf(name).map(([, base]) => base),
  );
  for (const cycle of cycles) {
    const [first, ...others] = cycle.map((name, index) => {
      const target = cycle[index + 1] ?? cycle[0] ?? name;
      const [key = ''] = basesOf(name).find(([, base]) => base === target) ?? [];
      const service = get(get(root, 'services'), name) ?? root;
      const span = new Place(service).entrySpan('build', 'additional_contexts', key);
      return { span, message: `\`${name}\` is built from \`${target}\`` };
    });
    found.push(diagnose('compose/dependency-cycle', { services: cycle }, first?.span, others));
  }
}

function stepOf(name: string, target: string, root: MappingNode): RelatedPlace {
  const service = get(get(root, 'services'), name) ?? root;
  const implied =
    service.kind === 'mapping'
      ? impliedDependencies(service).find((dependency) => dependency.service === target)
      : undefined;
  const span = new Place(service).entrySpan('depends_on', target);
  // What is written in `depends_on` goes before what another key brings.
  const isImplied = implied !== undefined && implied.span.start === span.start;
  return { span, message: `\`${name}\` ${isImplied ? words[implied.key] : 'depends on'} \`${target}\`` };
}

const words = {
  links: 'links to',
  volumes_from: 'mounts the volumes of',
  network_mode: 'is in the network of',
  ipc: 'shares the IPC namespace of',
  pid: 'shares the processes of',
  uts: 'shares the host name of',
  cgroup: 'shares the cgroup of',
} as const;
