import type { Host } from '../../host/host.ts';
import { assertNever } from '../../lib/assert-never.ts';

/** Shells whose way to set a variable is known. */
export const shellNames = ['sh', 'bash', 'zsh', 'fish', 'powershell', 'cmd'] as const;

/** One of them. */
export type ShellName = (typeof shellNames)[number];

/** Lines that set the variables in a shell, and take those away that are undefined; a last one, a comment, says how to use them. */
export function assignments(shell: ShellName, variables: ReadonlyMap<string, string | undefined>): string {
  const lines = [...variables].map(([name, value]) => assignment(shell, name, value));
  return `${[...lines, usage(shell)].join('\n')}\n`;
}

/** The user's shell, as far as the environment tells. */
export function shellOf({ env, platform }: Pick<Host, 'env' | 'platform'>): ShellName {
  const name = (env['SHELL'] ?? '').split('/').at(-1);
  const known = shellNames.find((shell) => shell === name);
  if (known !== undefined) return known;
  if (platform !== 'win32') return 'sh';
  // cmd sets PROMPT, and PowerShell does not.
  return env['PROMPT'] === undefined ? 'powershell' : 'cmd';
}

function assignment(shell: ShellName, name: string, value: string | undefined): string {
  switch (shell) {
    case 'sh':
    case 'bash':
    case 'zsh':
      return value === undefined ? `unset ${name}` : `export ${name}='${value.replaceAll("'", `'\\''`)}'`;
    case 'fish':
      return value === undefined
        ? `set -e ${name};`
        : `set -gx ${name} '${value.replaceAll('\\', '\\\\').replaceAll("'", `\\'`)}';`;
    case 'powershell':
      return value === undefined
        ? `Remove-Item Env:\\${name} -ErrorAction SilentlyContinue`
        : `$Env:${name} = '${value.replaceAll("'", "''")}'`;
    case 'cmd':
      // Quotes around both keep what cmd would read otherwise.
      return value === undefined ? `SET "${name}="` : `SET "${name}=${value}"`;
    default:
      return assertNever(shell);
  }
}

function usage(shell: ShellName): string {
  switch (shell) {
    case 'fish':
      return '# Run: selkie machine env | source';
    case 'powershell':
      return '# Run: selkie machine env | Invoke-Expression';
    case 'cmd':
      return 'REM Run: FOR /f "tokens=*" %i IN (\'selkie machine env\') DO @%i';
    case 'sh':
    case 'bash':
    case 'zsh':
      return '# Run: eval "$(selkie machine env)"';
  }
}
