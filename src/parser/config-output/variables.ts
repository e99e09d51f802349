import type { JsonObject } from '../../lib/json.ts';
import { inByteOrder } from '../../lib/ordered-json.ts';
import { parseTemplate } from '../template.ts';
import type { Node } from '../tree.ts';

/** A variable that the files use. */
export interface UsedVariable {
  readonly name: string;
  readonly defaultValue: string;
  /** What stands in its place when it is set (`${NAME:+text}`). */
  readonly presenceValue: string;
  readonly isRequired: boolean;
}

/** The variables in the texts of a tree, by name. Where one is used twice, the last use that says more than its name counts. */
export function usedVariables(root: Node): ReadonlyMap<string, UsedVariable> {
  const used = new Map<string, UsedVariable>();
  const addText = (text: string): void => {
    const parts = text.includes('$') ? parseTemplate(text) : [];
    if ('start' in parts) return;
    for (const part of parts) {
      if (part.kind === 'text') continue;
      const { name, operator, operand } = part;
      const variable: UsedVariable = {
        name,
        defaultValue: operator?.endsWith('-') === true ? operand : '',
        presenceValue: operator?.endsWith('+') === true ? operand : '',
        isRequired: operator?.endsWith('?') === true,
      };
      const before = used.get(name);
      if (before === undefined || !isBare(variable)) used.set(name, variable);
      if (operator !== undefined) addText(operand);
    }
  };
  const walk = (node: Node): void => {
    if (node.kind === 'scalar') {
      if (typeof node.value === 'string') addText(node.value);
    } else if (node.kind === 'sequence') node.items.forEach(walk);
    else for (const { value } of node.entries.values()) walk(value);
  };
  walk(root);
  return used;
}

function isBare({ defaultValue, presenceValue, isRequired }: UsedVariable): boolean {
  return defaultValue === '' && presenceValue === '' && !isRequired;
}

/** The variables in docker compose's JSON form, by name. */
export function variablesJson(used: ReadonlyMap<string, UsedVariable>): JsonObject {
  return Object.fromEntries(
    inByteOrder(used.keys()).map((name) => {
      const { defaultValue = '', presenceValue = '', isRequired = false } = used.get(name) ?? {};
      return [
        name,
        { Name: name, DefaultValue: defaultValue, PresenceValue: presenceValue, Required: isRequired },
      ];
    }),
  );
}
