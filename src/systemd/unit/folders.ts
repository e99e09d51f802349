import type { ContainerDesign } from '../../planner/container-design.ts';
import { hostPathsToCreate } from '../../podman/spec-generator.ts';
import { words } from '../escape.ts';
import type { Target } from '../target.ts';
import type { Entry } from '../unit-file.ts';

/** Makes the folders that are mounted and are not there: a container whose source is missing does not start. */
export function folderEntries(design: ContainerDesign, { files }: Target): readonly Entry[] {
  const folders = hostPathsToCreate(design).filter((path) => !files.has(path));
  if (folders.length === 0) return [];
  // A file may have come to be there meanwhile, which is as good.
  return [['ExecStartPre', `-${words(['/usr/bin/mkdir', '-p', ...folders])}`]];
}
