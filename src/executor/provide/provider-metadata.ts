import { isJsonObject } from '../../lib/json.ts';
import type { Json } from '../../lib/json.ts';

/** What a provider says of its commands; undefined for one that it does not say anything of. */
export interface ProviderMetadata {
  readonly up: readonly Parameter[];
  readonly down: readonly Parameter[];
  /** undefined: it has no `stop`. */
  readonly stop: readonly Parameter[] | undefined;
}

interface Parameter {
  readonly name: string;
  readonly isRequired: boolean;
}

/** What `compose metadata` printed; undefined when that is none, and every option is passed on as it is. */
export function parseMetadata(text: string): ProviderMetadata | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isJsonObject(value)) return undefined;
  const up = parametersOf(value['up']);
  const down = parametersOf(value['down']);
  const isEmpty = (value['description'] ?? '') === '' && up === undefined && down === undefined;
  if (isEmpty) return undefined;
  const stop = isJsonObject(value['stop']) ? (parametersOf(value['stop']) ?? []) : undefined;
  return { up: up ?? [], down: down ?? [], stop };
}

function parametersOf(command: Json | undefined): readonly Parameter[] | undefined {
  const listed = isJsonObject(command) ? command['parameters'] : undefined;
  if (!Array.isArray(listed)) return undefined;
  return (listed as readonly Json[]).flatMap((one) =>
    isJsonObject(one) && typeof one['name'] === 'string'
      ? [{ name: one['name'], isRequired: one['required'] === true }]
      : [],
  );
}
