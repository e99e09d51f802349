import type { Outcome } from '../diagnostics/diagnostic.ts';
import type { Host } from '../host/host.ts';
import type { Project } from '../model/project.ts';
import { decodeProject } from './decode/project.ts';
import { loadModel } from './load-model.ts';
import type { LoadRequest } from './request.ts';

export type { LoadRequest } from './request.ts';

/**
 * Loads a project: finds and reads its files, interpolates, includes, extends, merges, checks, and writes everything out.
 * All mistakes come at once, in the order of the files; a value comes only when none is an error.
 */
export async function load(request: LoadRequest, host: Host): Promise<Outcome<Project>> {
  const { value: model, diagnostics } = await loadModel(request, host);
  return {
    value: model && decodeProject(model, { allResources: request.allResources === true }),
    diagnostics,
  };
}
