import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Json, JsonObject } from '../lib/json.ts';
import { isJsonObject } from '../lib/json.ts';
import type { Losses } from './losses.ts';
import type { Place } from './place.ts';

/** What the checks of one service see. */
export interface ServiceCheck {
  readonly name: string;
  /** Canonical form. */
  readonly definition: JsonObject;
  readonly place: Place;
  /** Names of the project's resources, by section. */
  readonly project: ProjectNames;
  readonly found: Diagnostic[];
}

/** What services may refer to. */
export interface ProjectNames {
  readonly services: ReadonlyMap<string, JsonObject>;
  /** Services that are off. */
  readonly disabled: ReadonlySet<string>;
  readonly networks: ReadonlySet<string>;
  readonly volumes: ReadonlySet<string>;
  readonly secrets: ReadonlySet<string>;
  readonly configs: ReadonlySet<string>;
  readonly models: ReadonlySet<string>;
  /** What was refused: it is not undefined. */
  readonly losses: Losses;
}

/** The members of a canonical object, none of anything else. */
export function members(value: Json | undefined): readonly (readonly [string, Json])[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, item] as const]));
}

/** The items of a canonical list, none of anything else. */
export function items(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** Reports a name that its section does not have. */
export function undefinedName(
  { name, project, place, found }: ServiceCheck,
  kind: 'network' | 'volume' | 'secret' | 'config' | 'model' | 'service',
  reference: string,
  path: readonly (string | number)[],
): void {
  if (project.losses.covers([`${kind}s`, reference])) return;
  const known = kind === 'service' ? [...project.services.keys()] : [...project[`${kind}s`]];
  const args = { service: name, kind, reference, known };
  found.push(diagnose('compose/undefined-reference', args, place.span(...path)));
}
