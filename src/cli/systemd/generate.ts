import { join, resolve } from 'node:path';
import type { CommandContext } from '../context.ts';
import type { GenerateOptions } from '../commands/systemd-command.ts';
import { exitCode } from '../exit-code.ts';
import { writeOutput } from '../write-output.ts';
import { makeUnits, versionOf } from './make-units.ts';
import { scopeOf } from './scope.ts';
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
