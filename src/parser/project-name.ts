import { basename } from 'node:path';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { normalizeProjectName, parseProjectName } from '../model/ids.ts';
import type { ProjectName } from '../model/ids.ts';
import { get, stringOf } from './tree-build.ts';
import type { ComposeDocument } from './read-yaml.ts';

/** The name that a person gave outright (`-p`, `COMPOSE_PROJECT_NAME`): it must be a name already. */
export function explicitProjectName(text: string, found: Diagnostic[]): ProjectName | undefined {
  const name = parseProjectName(text);
  if (name === undefined)
    found.push(diagnose('compose/bad-project-name', { name: text, suggestion: normalizeProjectName(text) }));
  return name;
}

/** What stands for the name of a project whose name is refused, so that the rest of it can be checked. */
export function placeholderName(): ProjectName | undefined {
  return parseProjectName('project');
}

/** The last `name:` that the documents have, not yet interpolated. */
export function writtenName(documents: readonly ComposeDocument[]): string | undefined {
  return documents
    .map(({ root }) => stringOf(get(root, 'name')))
    .findLast((name) => name !== undefined && name !== '');
}

/** The name that a folder gives. */
export function folderProjectName(folder: string): ProjectName | undefined {
  return normalizeProjectName(basename(folder));
}
