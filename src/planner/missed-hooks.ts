import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Project } from '../model/project.ts';
import { hasKey } from './changed-keys.ts';
import { hooksIn } from './hooks.ts';
import { label } from './labels.ts';
import type { ObservedContainer } from './observed.ts';
import type { ContainerRef, Operation, Plan } from './plan.ts';

/**
 * Tells of hooks that a plan leaves out because nobody has the file that they stand in: containers remember that they have
 * some, not what these do.
 */
export function missedHooks(
  plan: Plan,
  project: Project | undefined,
  containers: readonly ObservedContainer[],
): readonly Diagnostic[] {
  const known = hooksIn(project);
  const byName = new Map(containers.map((container) => [container.name, container]));
  const missed = { pre_stop: new Set<string>(), post_start: new Set<string>() };
  const files = new Set<string>();
  for (const { container, point } of plan.operations.flatMap(changesOfLife)) {
    const { labels, state } = byName.get(container.name) ?? {};
    if (labels === undefined || known(container) !== undefined || !hasKey(labels, point)) continue;
    if (point === 'pre_stop' && state !== 'running') continue;
    missed[point].add(container.service);
    for (const file of (labels.get(label.configFiles) ?? '').split(',')) if (file !== '') files.add(file);
  }
  return (['pre_stop', 'post_start'] as const)
    .filter((point) => missed[point].size > 0)
    .map((point) =>
      diagnose('plan/hooks-unknown', {
        point,
        services: [...missed[point]].sort(),
        files: [...files].sort(),
      }),
    );
}

/** Which containers a step stops or starts. */
function changesOfLife(
  operation: Operation,
): readonly { readonly container: ContainerRef; readonly point: 'pre_stop' | 'post_start' }[] {
  const { kind } = operation;
  if (kind === 'start-container') return [{ container: operation.container, point: 'post_start' }];
  if (kind === 'stop-container') return [{ container: operation.container, point: 'pre_stop' }];
  if (kind !== 'remove-pod') return [];
  return (operation.members ?? []).map((container) => ({ container, point: 'pre_stop' }));
}
