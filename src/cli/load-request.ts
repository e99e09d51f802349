import type { LoadRequest } from '../parser/request.ts';
import type { CommandContext } from './context.ts';

/** What the global options ask the parser for. */
export function loadRequest(
  { globals, readStdin, signal }: Pick<CommandContext, 'globals' | 'readStdin' | 'signal'>,
  services: readonly string[],
): LoadRequest {
  return {
    files: globals.files,
    projectDirectory: globals.projectDirectory,
    projectName: globals.projectName,
    profiles: globals.profiles,
    envFiles: globals.envFiles,
    stdin: readStdin,
    services,
    allResources: globals.withAllResources,
    signal,
  };
}
