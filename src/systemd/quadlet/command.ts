import { word } from '../escape.ts';
import type { Entry } from '../unit-file.ts';

/**
 * A container's command. The generator ends a command at an empty word, and systemd ends one at a lone `;`: both are given as
 * variables, which systemd replaces by exactly one word each.
 */
export function commandEntries(command: readonly string[] | undefined): {
  readonly container: readonly Entry[];
  readonly service: readonly Entry[];
} {
  if (command === undefined || command.length === 0) return { container: [], service: [] };
  const used = new Map<string, string>();
  const text = command.map((one) => {
    const variable = variables[one];
    if (variable === undefined) return word(one);
    used.set(variable, one);
    return `\${${variable}}`;
  });
  return {
    container: [['Exec', text.join(' ')]],
    service: [...used].map(([name, value]) => ['Environment', `"${name}=${value}"`]),
  };
}

const variables: Readonly<Record<string, string>> = { '': 'SELKIE_EMPTY', ';': 'SELKIE_SEMICOLON' };
