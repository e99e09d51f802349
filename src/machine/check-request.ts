import { diagnose } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import type { MachineName } from './machine-name.ts';
import { parseMachineName } from './machine-name.ts';

/** Suites whose Podman is older than 5. */
const oldSuites: ReadonlySet<string> = new Set([
  'bookworm',
  'bullseye',
  'buster',
  'oldstable',
  'oldoldstable',
  'stretch',
]);

/** The machine's name, or a ToolError. */
export function requireName(text: string): MachineName {
  const name = parseMachineName(text);
  if (name === undefined) throw new ToolError(diagnose('machine/bad-name', { name: text }));
  return name;
}

/** The suite, or a ToolError when it is none or has too old a Podman. */
export function requireSuite(suite: string): string {
  const isOld = oldSuites.has(suite);
  if (isOld || !/^[a-z][a-z0-9-]*$/.test(suite)) {
    throw new ToolError(diagnose('machine/bad-suite', { suite, isOld }));
  }
  return suite;
}

/** Names of packages out of a list with commas: sorted, none twice; a ToolError for what is no name. */
export function requirePackages(list: string): readonly string[] {
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  for (const name of names) {
    // The grammar of Debian's policy, 5.6.1.
    if (!/^[a-z0-9][a-z0-9+.-]+$/.test(name)) throw new ToolError(diagnose('machine/bad-package', { name }));
  }
  return [...new Set(names)].sort();
}

/** The mirror's address, or a ToolError. */
export function requireMirror(mirror: string): string {
  if (/^(https?|file):\/\/\S+$/.test(mirror)) return mirror.replace(/\/$/, '');
  throw new ToolError(diagnose('machine/bad-mirror', { mirror }));
}
