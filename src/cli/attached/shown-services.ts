import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Service } from '../../model/service.ts';
import type { Project } from '../../model/project.ts';
import type { Selection } from '../select-services.ts';

/** Whose output was asked for. */
export interface ShownOptions {
  readonly attach?: readonly string[] | undefined;
  readonly withoutAttach?: readonly string[] | undefined;
  readonly attachDependencies?: boolean | undefined;
}

/**
 * The services whose output an attached `up` shows, as docker compose chooses them: those of `--attach`, whatever the file says; else
 * those that were named (and, when asked for, what they depend on) unless the file has `attach: false`. Never those of `--no-attach`.
 */
export function shownServices(
  project: Project,
  { targets, selected }: Selection,
  { attach, withoutAttach = [], attachDependencies }: ShownOptions,
): readonly Service[] {
  const included = new Set<string>(selected);
  const unknown = attach?.filter((name) => !included.has(name)) ?? [];
  if (unknown.length > 0) {
    const problem = `cannot attach to services not included in up: ${unknown.join(', ')}`;
    throw new ToolError(diagnose('cli/usage', { problem, command: 'selkie up' }));
  }
  const candidates = attachDependencies === true ? selected : targets;
  return [...project.services.values()].filter(
    ({ name, isAttached }) =>
      (attach === undefined ? isAttached && candidates.has(name) : attach.includes(name)) &&
      !withoutAttach.includes(name),
  );
}
