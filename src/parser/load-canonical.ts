import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { Host } from '../host/host.ts';
import { loadModel } from './load-model.ts';
import type { LoadRequest } from './request.ts';
import { selectModel } from './select-model.ts';
import type { SelectedModel } from './select-model.ts';

/** Loads a project in its canonical form, with the named services and what they depend on: what `config` works on. */
export async function loadCanonical(request: LoadRequest, host: Host): Promise<Outcome<SelectedModel>> {
  const { value: model, diagnostics } = await loadModel(request, host);
  const unknown: Diagnostic[] = [];
  const selected = model && selectModel(model, request, unknown);
  return { value: selected, diagnostics: [...unknown, ...diagnostics] };
}
