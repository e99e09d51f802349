import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';

/** `config` takes any text for `restart`, as docker compose does; the engine knows four words, so `up` refuses the rest. */
export function checkRestarts(project: Project, services: readonly Service[]): readonly Diagnostic[] {
  return services.flatMap(({ name, definition, restart }) => {
    const written = definition['restart'];
    if (typeof written !== 'string' || written === '') return [];
    if (restart !== undefined && !Number.isNaN(restart.maxAttempts)) return [];
    const span = project.origins.find(['services', name, 'restart']);
    return [diagnose('plan/bad-restart', { service: name, policy: written }, span)];
  });
}
