import { hasErrors } from '../diagnostics/diagnostic.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { Host } from '../host/host.ts';
import type { Project } from '../model/project.ts';
import { decodeProject } from './decode/project.ts';
import { loadModel } from './load-model.ts';
import { inSourceOrder } from './order.ts';
import type { LoadRequest } from './request.ts';

export type { LoadRequest } from './request.ts';

/**
 * Loads a project: finds and reads its files, interpolates, includes, extends, merges, checks, and writes everything out.
 * All mistakes come at once, in the order of the files; a value comes only when none is an error.
 */
export async function load(request: LoadRequest, host: Host): Promise<Outcome<Project>> {
  const found: Diagnostic[] = [];
  const model = await loadModel(request, host, found);
  const isWhole = model !== undefined && !hasErrors(found);
  return {
    value: isWhole ? decodeProject(model, { allResources: request.allResources === true }) : undefined,
    diagnostics: inSourceOrder(found),
  };
}
