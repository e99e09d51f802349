import type { Host } from '../../host/host.ts';
import { isJsonObject } from '../../lib/json.ts';
import type { JsonObject } from '../../lib/json.ts';

/** One place that may have an image. */
export interface Source {
  /** Host, port and path before the repository's own: `mirror.example:5000/hub`. */
  readonly location: string;
  /** Certificates are not checked, and plain http is tried. */
  readonly isInsecure: boolean;
}

/** What registries.conf says of one prefix of image names. */
export interface RegistryRule extends Source {
  readonly prefix: string;
  readonly isBlocked: boolean;
  /** Tried before `location`, in order; those for digests only are left out. */
  readonly mirrors: readonly Source[];
  /** The file that says so. */
  readonly file: string;
}

/** The rules of registries.conf and its drop-ins; of several for one prefix the last one counts. What cannot be read counts as absent. */
export async function readRegistryRules(host: Host): Promise<readonly RegistryRule[]> {
  const rules = new Map<string, RegistryRule>();
  for (const file of await configFiles(host)) {
    for (const rule of await readRules(host, file)) rules.set(rule.prefix, rule);
  }
  return [...rules.values()].sort((a, b) => b.prefix.length - a.prefix.length);
}

/** The rule with the longest prefix of a name (`registry/repository`). `*.example` stands for all hosts below. */
export function ruleFor(rules: readonly RegistryRule[], name: string): RegistryRule | undefined {
  return rules.find(({ prefix }) => {
    if (!prefix.startsWith('*.')) return startsWithPart(name, prefix);
    const slash = name.indexOf('/');
    return name.slice(0, slash).endsWith(prefix.slice(1));
  });
}

function startsWithPart(name: string, prefix: string): boolean {
  return name === prefix || name.startsWith(`${prefix}/`) || name.startsWith(`${prefix}:`);
}

/** registries.conf, the user's or the system's, and its drop-ins; those that count most come last. */
export async function configFiles({ env, homeDir, files: disk }: Host): Promise<readonly string[]> {
  const only = env['CONTAINERS_REGISTRIES_CONF'] ?? '';
  if (only !== '') return [only];
  const configured = env['XDG_CONFIG_HOME'] ?? '';
  const user = `${configured === '' ? `${homeDir}/.config` : configured}/containers/registries.conf`;
  const system = '/etc/containers/registries.conf';
  const main = (await disk.stat(user).catch(() => undefined)) === undefined ? system : user;
  const drops = await Promise.all(
    [`${system}.d`, `${user}.d`].map(async (folder) => {
      const names = await disk.list(folder).catch((): readonly string[] => []);
      return names.filter((name) => name.endsWith('.conf')).map((name) => `${folder}/${name}`);
    }),
  );
  return [main, ...drops.flat()];
}

async function readRules(host: Host, file: string): Promise<readonly RegistryRule[]> {
  const text = await host.files.readText(file).catch(() => '');
  // Most have none of this: then the parser need not be loaded.
  if (!/^\s*\[\[registry\]\]/m.test(text)) return [];
  const { parse } = await import('smol-toml');
  let root: unknown;
  try {
    root = parse(text);
  } catch {
    return [];
  }
  return tables(isJsonObject(root) ? root['registry'] : undefined).flatMap((table): RegistryRule[] => {
    const location = textOf(table, 'location');
    const prefix = textOf(table, 'prefix') ?? location;
    if (prefix === undefined) return [];
    const byDigest = table['mirror-by-digest-only'] === true;
    const mirrors = byDigest ? [] : tables(table['mirror']).flatMap(mirrorOf);
    return [
      {
        prefix,
        location: location ?? prefix,
        isInsecure: table['insecure'] === true,
        isBlocked: table['blocked'] === true,
        mirrors,
        file,
      },
    ];
  });
}

function mirrorOf(table: JsonObject): readonly Source[] {
  const location = textOf(table, 'location');
  if (location === undefined || table['pull-from-mirror'] === 'digest-only') return [];
  return [{ location, isInsecure: table['insecure'] === true }];
}

function tables(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function textOf(table: JsonObject, key: string): string | undefined {
  const value = table[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
