import type { Project } from '../../model/project.ts';
import type { CommandContext } from '../context.ts';
import { environmentOf } from '../environment.ts';

/** `-e NAME=value` as it is; `-e NAME` with the value that the name has here, or nothing where it has none. */
export function environmentArguments(
  context: Pick<CommandContext, 'host'>,
  project: Project | undefined,
  given: readonly string[],
): readonly string[] {
  const here = environmentOf(context, project);
  return given.flatMap((text) => {
    if (text.includes('=')) return [text];
    const value = here[text];
    return value === undefined ? [] : [`${text}=${value}`];
  });
}
