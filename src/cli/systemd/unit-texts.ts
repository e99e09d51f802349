import type { Project } from '../../model/project.ts';
import { firstLine } from '../../systemd/host/installed.ts';
import type { UnitSet } from '../../systemd/unit-file.ts';
import { printUnit } from '../../systemd/unit-file.ts';

/** A file's name and content. */
export interface UnitText {
  readonly name: string;
  readonly text: string;
}

/** Every file of a set as text, in its order. */
export function textsOf({ files, attachments }: UnitSet, project: Project): readonly UnitText[] {
  const header = [
    firstLine(project.name),
    ...project.composeFiles.map((path) => `From ${path.replace(/[\n\r]/gu, ' ')}`),
  ];
  return [...files.map((file) => ({ name: file.name, text: printUnit(file, header) })), ...attachments];
}
