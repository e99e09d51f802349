import type { Json, JsonObject } from '../lib/json.ts';
import { isJsonObject } from '../lib/json.ts';
import type { Network } from '../model/networking.ts';
import type { Project } from '../model/project.ts';
import type { FileObject } from '../model/secret.ts';
import type { Service } from '../model/service.ts';
import type { Section } from '../model/support.ts';
import { saysNothing, support } from '../model/support.ts';
import type { Volume } from '../model/volume.ts';
import { unappliedLogOptions } from './unapplied-log-options.ts';

/** A key that is valid and asks for something that is not done. */
export interface UnappliedKey {
  /** Where it is, from the service, network or volume that has it; entries of lists by their number. */
  readonly path: readonly string[];
  /** The key as the documentation names it: `build.ssh`, `networks.*.gw_priority`, `ports[].name`. */
  readonly key: string;
  /** A few words, such as `not applied yet`. */
  readonly why: string;
}

/** The keys of a service that are not applied, in the order of their names. Works on the canonical definition. */
export function unappliedKeys(service: Pick<Service, 'definition'>): readonly UnappliedKey[] {
  const { logging } = service.definition;
  return [
    ...unappliedIn('service', service.definition),
    ...unappliedLogOptions(logging).map(({ option, why }) => ({
      path: ['logging', 'options', option],
      key: `logging.options.${option}`,
      why,
    })),
  ];
}

/** The same for a network of the project. */
export function unappliedNetworkKeys(network: Pick<Network, 'definition'>): readonly UnappliedKey[] {
  return unappliedIn('network', network.definition);
}

/** The same for a volume of the project. */
export function unappliedVolumeKeys(volume: Pick<Volume, 'definition'>): readonly UnappliedKey[] {
  return unappliedIn('volume', volume.definition);
}

/** The same for a secret or config of the project. */
export function unappliedFileObjectKeys({
  kind,
  definition,
}: Pick<FileObject, 'kind' | 'definition'>): readonly UnappliedKey[] {
  return unappliedIn(kind, definition);
}

/** The same for the project's own extensions, such as `x-podman`. */
export function unappliedTopLevelKeys(project: Pick<Project, 'extensions'>): readonly UnappliedKey[] {
  return unappliedIn('top', project.extensions);
}

function unappliedIn(section: Section, definition: JsonObject): readonly UnappliedKey[] {
  const found: UnappliedKey[] = [];
  for (const { key, steps, when, why } of rulesOf(section)) {
    const [first = ''] = steps;
    if (first !== '*' && definition[first] === undefined) continue;
    for (const { path, value } of valuesAt(definition, steps))
      if (when(value)) found.push({ path, key, why });
  }
  return found;
}

interface Rule {
  readonly key: string;
  readonly steps: readonly string[];
  readonly when: (value: Json) => boolean;
  readonly why: string;
}

const rules = new Map<Section, readonly Rule[]>();

function rulesOf(section: Section): readonly Rule[] {
  const known = rules.get(section);
  if (known !== undefined) return known;
  const made = Object.entries(support[section]).flatMap(([key, entry]): readonly Rule[] => {
    if (entry.kind !== 'unapplied') return [];
    const { when = (value: Json) => !saysNothing(value), why } = entry;
    return [{ key, steps: section === 'top' ? key.split('.') : stepsOf(key), when, why }];
  });
  rules.set(section, made);
  return made;
}

interface Found {
  readonly path: readonly string[];
  readonly value: Json;
}

function valuesAt(value: Json | undefined, steps: readonly string[]): readonly Found[] {
  if (value === undefined) return [];
  const [step, ...rest] = steps;
  if (step === undefined) return [{ path: [], value }];
  return members(value, step).flatMap(([name, member]) =>
    valuesAt(member, rest).map((found) => ({ ...found, path: [name, ...found.path] })),
  );
}

function members(value: Json, step: string): readonly (readonly [string, Json | undefined])[] {
  if (step === '[]') return isList(value) ? value.map((item, index) => [String(index), item] as const) : [];
  if (!isJsonObject(value)) return [];
  if (step === '*') return Object.entries(value);
  return Object.hasOwn(value, step) ? [[step, value[step]]] : [];
}

/** `networks.*.x-podman.dns` → networks, *, x-podman.dns: podman-compose's own keys have a dot in their names, but at the top. */
function stepsOf(key: string): readonly string[] {
  const at = key.indexOf('x-podman.');
  const before = at === -1 ? key : key.slice(0, at);
  const steps = before
    .replaceAll('[]', '.[]')
    .split('.')
    .filter((step) => step !== '');
  return at === -1 ? steps : [...steps, key.slice(at)];
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
