import type { Project } from '../model/project.ts';
import type { CommandContext } from './context.ts';

/** A project that a command looks at on the engine; the file is not always needed. */
export interface KnownProject {
  readonly name: string;
  /** undefined when only the name is known. */
  readonly project: Project | undefined;
}

/** `-p NAME` without `-f` means what runs under that name, wherever its file is: no file is read. */
export async function projectOrName(
  context: CommandContext,
  services: readonly string[],
): Promise<KnownProject> {
  const { files, projectName } = context.globals;
  if (projectName !== undefined && files.length === 0) return { name: projectName, project: undefined };
  const project = await context.loadProject({ services, isForLooking: true });
  return { name: project.name, project };
}
