import { diffLines } from '../../lib/line-diff.ts';
import type { FileTexts } from '../../systemd/host/installed.ts';
import { readInstalled } from '../../systemd/host/installed.ts';
import { placesOf } from '../../systemd/host/places.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { makeUnits } from './make-units.ts';
import type { ScopeOptions } from './scope.ts';
import { scopeOf } from './scope.ts';
import { textsOf } from './unit-texts.ts';

/** `selkie systemd diff`: how the units that the file gives differ from those installed; 1 when they do. */
export async function run(
  context: CommandContext,
  options: ScopeOptions & { readonly targets: readonly string[] },
): Promise<number> {
  const scope = scopeOf(context.host, options);
  const project = await context.loadProject({ services: options.targets });
  const installed = await readInstalled(context.host, placesOf(context.host, scope), project.name);
  const units = await makeUnits(context, project, {
    targets: options.targets,
    version: undefined,
    scope,
    isStrict: false,
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
