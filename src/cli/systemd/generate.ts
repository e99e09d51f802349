import { join, parse, resolve } from 'node:path';
import type { CommandContext } from '../context.ts';
import type { GenerateOptions } from '../commands/systemd-command.ts';
import { exitCode } from '../exit-code.ts';
import { writeOutput } from '../write-output.ts';
import { makeUnits, versionOf } from './make-units.ts';
import { scopeOf } from './scope.ts';
import { differenceOf } from './diff.ts';
import type { UnitText } from './unit-texts.ts';
import { textsOf } from './unit-texts.ts';

/** `selkie systemd generate`: the units of the project, written into a folder or printed one after the other. */
export async function run(context: CommandContext, options: GenerateOptions): Promise<number> {
  const version = versionOf(options.podmanVersion);
  const project = await context.loadProject({ services: options.targets });
  const units = await makeUnits(context, project, {
    targets: options.targets,
    version,
    scope: scopeOf(context.host, options),
    isStrict: options.strict === true,
    format: options.format === 'quadlets-file' ? 'quadlet' : options.format,
  });
  const all = textsOf(units, project);
  const files = options.format === 'quadlets-file' ? oneFile(project.name, all) : all;
  if (options.diff === true) return showDifference(context, files, options.output);
  if (options.output === undefined) {
    context.streams.stdout.write(files.map(({ name, text }) => `# ${name}\n${text}`).join('\n'));
    return exitCode.done;
  }
  const folder = resolve(context.host.workingDir, options.output);
  for (const { name, text } of files) await writeOutput(context, text, join(folder, name));
  return exitCode.done;
}

/** One file for `podman quadlet install`, which takes it apart again. What is no Quadlet file stays beside it. */
function oneFile(project: string, files: readonly UnitText[]): readonly UnitText[] {
  const isQuadlet = ({ name }: UnitText): boolean => /\.(?:container|pod|network|volume|build)$/u.test(name);
  const parts = files.filter(isQuadlet).map(({ name, text }) => `# FileName=${parse(name).name}\n${text}`);
  return [
    { name: `${project}.quadlets`, text: parts.join('---\n') },
    ...files.filter((file) => !isQuadlet(file)),
  ];
}

/** How the files in a folder would change; the status of a failure when they would. */
async function showDifference(
  { host, streams }: CommandContext,
  files: readonly UnitText[],
  output: string | undefined,
): Promise<number> {
  const folder = resolve(host.workingDir, output ?? '.');
  const before = new Map<string, string>();
  for (const { name } of files) {
    const path = join(folder, name);
    if ((await host.files.stat(path)) !== undefined) before.set(name, await host.files.readText(path));
  }
  const text = differenceOf(before, new Map(files.map((file) => [file.name, file.text] as const)));
  streams.stdout.write(text);
  return text === '' ? exitCode.done : exitCode.failed;
}
