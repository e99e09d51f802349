import type { Project } from '../model/project.ts';
import type { CommandContext } from './context.ts';

/** The variables that options not given take their value from: the process's own, and those of the project's `.env`. */
export function environmentOf(
  { host }: Pick<CommandContext, 'host'>,
  project: Project | undefined,
): Readonly<Record<string, string | undefined>> {
  return project === undefined ? host.env : { ...Object.fromEntries(project.environment), ...host.env };
}

/** True for the values that switch something on: `1` and `true` in any case. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value?.toLowerCase() === 'true';
}
