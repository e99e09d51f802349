import { diffLines } from '../../lib/line-diff.ts';
import type { FileTexts } from '../../systemd/host/installed.ts';
import { isPlainProject, readInstalled } from '../../systemd/host/installed.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { makeUnits } from './make-units.ts';
import { openSystemd } from './open-systemd.ts';
import type { ScopeOptions } from './scope.ts';
import { textsOf } from './unit-texts.ts';

/** `selkie systemd diff`: how the units that the file gives differ from those installed; the status of a failure when they do. */
export async function run(
  context: CommandContext,
  options: ScopeOptions & { readonly targets: readonly string[] },
): Promise<number> {
  const { site, places } = await openSystemd(context, options);
  const project = await context.loadProject({ services: options.targets });
  const installed = await readInstalled(site, places, project.name);
  const units = await makeUnits(context, project, {
    targets: options.targets,
    version: undefined,
    scope: places.scope,
    isStrict: false,
    format: isPlainProject(installed) ? 'units' : undefined,
  });
  const fresh = new Map(textsOf(units, project).map(({ name, text }) => [name, text] as const));
  const text = differenceOf(installed, fresh);
  context.streams.stdout.write(text);
  return text === '' ? exitCode.done : exitCode.failed;
}

/** All differences between two sets of files, each under its name. */
export function differenceOf(before: FileTexts, after: FileTexts): string {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names
    .flatMap((name) => {
      const lines = diffLines(before.get(name) ?? '', after.get(name) ?? '');
      return lines.length === 0 ? [] : [`--- ${name}\n+++ ${name}\n${lines.join('')}`];
    })
    .join('');
}
