import { join, resolve } from 'node:path';
import { printUnit } from '../../systemd/unit-file.ts';
import type { UnitSet } from '../../systemd/unit-file.ts';
import type { Project } from '../../model/project.ts';
import type { CommandContext } from '../context.ts';
import type { GenerateOptions } from '../commands/systemd-command.ts';
import { exitCode } from '../exit-code.ts';
import { writeOutput } from '../write-output.ts';
import { makeUnits, versionOf } from './make-units.ts';
import { scopeOf } from './scope.ts';

/** `selkie systemd generate`: the units of the project, written into a folder or printed one after the other. */
export async function run(context: CommandContext, options: GenerateOptions): Promise<number> {
  const version = versionOf(options.podmanVersion);
  const project = await context.loadProject({ services: options.targets });
  const units = await makeUnits(context, project, {
    targets: options.targets,
    version,
    scope: scopeOf(context.host, options),
    isStrict: options.strict === true,
  });
  const files = textsOf(units, project);
  if (options.output === undefined) {
    context.streams.stdout.write(files.map(({ name, text }) => `# ${name}\n${text}`).join('\n'));
    return exitCode.done;
  }
  const folder = resolve(context.host.workingDir, options.output);
  for (const { name, text } of files) await writeOutput(context, text, join(folder, name));
  return exitCode.done;
}

/** Every file of a set as text, in its order. */
export function textsOf(
  { files, attachments }: UnitSet,
  project: Project,
): readonly { readonly name: string; readonly text: string }[] {
  const header = [
    `Made by \`selkie systemd generate\` of project ${project.name}.`,
    ...project.composeFiles.map((path) => `From ${path.replace(/[\n\r]/gu, ' ')}`),
  ];
  return [...files.map((file) => ({ name: file.name, text: printUnit(file, header) })), ...attachments];
}
