import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import { isTrue } from './environment.ts';

/** What is to happen with containers that no service of the file claims. */
export interface OrphanWish {
  readonly isRemoval: boolean;
  /** The diagnostics without those that tell of orphans, where nobody wants to hear of them. */
  readonly toTell: (diagnostics: readonly Diagnostic[]) => readonly Diagnostic[];
}

/** The option, or else the environment. Refuses what contradicts itself. */
export function orphanWish(
  env: Readonly<Record<string, string | undefined>>,
  removeOrphans: boolean | undefined,
): OrphanWish {
  const isRemoval = removeOrphans ?? isTrue(env['COMPOSE_REMOVE_ORPHANS']);
  const isSilent = isTrue(env['COMPOSE_IGNORE_ORPHANS']);
  if (isRemoval && isSilent) {
    const first = removeOrphans === undefined ? 'COMPOSE_REMOVE_ORPHANS' : '--remove-orphans';
    throw new ToolError(diagnose('cli/option-conflict', { first, second: 'COMPOSE_IGNORE_ORPHANS' }));
  }
  return {
    isRemoval,
    toTell: (diagnostics) => diagnostics.filter(({ code }) => !isSilent || code !== 'plan/orphans'),
  };
}
