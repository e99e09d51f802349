import type { Json, JsonObject } from '../../lib/json.ts';
import type { CanonicalProject } from '../canonical.ts';
import { emptyObject } from '../normalize/codec.ts';

const sections = ['networks', 'volumes', 'secrets', 'configs', 'models'] as const;

/** The whole project as one document, in the order that `config` prints it. */
export function yamlDocument(name: string, project: CanonicalProject): JsonObject {
  const document = emptyObject<Json>();
  document['name'] = name;
  document['services'] = sortedSection(project.services);
  for (const section of sections) {
    if (project[section].size > 0) document[section] = sortedSection(project[section]);
  }
  return Object.assign(document, project.extensions);
}

function sortedSection(section: ReadonlyMap<string, JsonObject>): JsonObject {
  const sorted = emptyObject<Json>();
  for (const name of [...section.keys()].sort()) sorted[name] = section.get(name) ?? {};
  return sorted;
}
