import type { Project } from '../../model/project.ts';
import { firstLine } from '../../systemd/host/installed.ts';
import type { UnitSet } from '../../systemd/unit-file.ts';
import { printUnit } from '../../systemd/unit-file.ts';

/** Every file of a set as text, in its order. */
export function textsOf(
  { files, attachments }: UnitSet,
  project: Project,
): readonly { readonly name: string; readonly text: string }[] {
  const header = [
    firstLine(project.name),
    ...project.composeFiles.map((path) => `From ${path.replace(/[\n\r]/gu, ' ')}`),
  ];
  return [...files.map((file) => ({ name: file.name, text: printUnit(file, header) })), ...attachments];
}
