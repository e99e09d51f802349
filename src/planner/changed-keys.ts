import type { Json } from '../lib/json.ts';
import { isJsonObject } from '../lib/json.ts';
import { keyDigests } from './key-digests.ts';
import type { ServiceDesign } from './design.ts';
import { label } from './labels.ts';
import type { ContainerDetails, ObservedContainer, ObservedState } from './observed.ts';

/** Ids of containers whose configuration is not the file's: what they were created with is worth reading. */
export function containersToExplain(
  { containers }: ObservedState,
  hashes: ReadonlyMap<string, string>,
): readonly string[] {
  return containers
    .filter(({ service, isOneOff }) => service !== undefined && !isOneOff && hashes.has(service))
    .filter(({ service = '', labels }) => labels.get(label.configHash) !== hashes.get(service))
    .map(({ id }) => id);
}

/**
 * The keys that differ, each with its old and new value where both are known, short and no secret: `environment.LEVEL: info →
 * debug`. A container without digests of its keys was made by another tool.
 */
export function changedKeys(container: ObservedContainer, { service }: ServiceDesign): string {
  const written = container.labels.get(label.keys);
  if (written === undefined) return 'its configuration changed';
  const before = parseKeys(written);
  const after = keyDigests(service);
  const changed = [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => before.get(key) !== after.get(key))
    .map((key) => ({ key, verb: !before.has(key) ? 'added' : !after.has(key) ? 'removed' : 'changed' }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const shown = changed
    .slice(0, 3)
    .map(({ key, verb }) =>
      verb === 'changed' ? withValues(key, container.details, service.definition) : `${key} ${verb}`,
    );
  if (changed.length > shown.length) shown.push(`and ${changed.length - shown.length} more`);
  return shown.length === 0 ? 'its configuration changed' : shown.join(', ');
}

/** True where a container's labels say that its definition has the key. */
export function hasKey(labels: ReadonlyMap<string, string>, key: string): boolean {
  return parseKeys(labels.get(label.keys) ?? '').has(key);
}

/** The `keys` label: `key=digest` pairs, keys percent-encoded, separated by spaces. */
export function keysLabel(digests: ReadonlyMap<string, string>): string {
  return [...digests].map(([key, digest]) => `${encodeURIComponent(key)}=${digest}`).join(' ');
}

function withValues(
  key: string,
  details: ContainerDetails | undefined,
  definition: Readonly<Record<string, Json | undefined>>,
): string {
  const old = details === undefined ? undefined : oldValue(key, details);
  const now = newValue(key, definition);
  if (old === undefined || now === undefined || old === now) return `${key} changed`;
  if (isSecret(key, old) || isSecret(key, now)) return `${key} changed`;
  return `${key}: ${short(old)} → ${short(now)}`;
}

function oldValue(key: string, details: ContainerDetails): string | undefined {
  if (key.startsWith('environment.')) return details.environment.get(key.slice('environment.'.length));
  switch (key) {
    case 'image':
      return details.image;
    case 'command':
      return details.command.join(' ');
    case 'user':
      return details.user;
    case 'working_dir':
      return details.workingDir;
    case 'hostname':
      return details.hostname;
    default:
      return undefined;
  }
}

function newValue(key: string, definition: Readonly<Record<string, Json | undefined>>): string | undefined {
  const { environment } = definition;
  const value = key.startsWith('environment.')
    ? isJsonObject(environment)
      ? environment[key.slice('environment.'.length)]
      : undefined
    : definition[key];
  // Lists of mappings, such as `ports`, have no short form.
  if (Array.isArray(value)) {
    return value.every((item) => typeof item === 'string') ? value.join(' ') : undefined;
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** By its name, or because it is an address with a password in it. */
function isSecret(key: string, value: string): boolean {
  return (
    /pass|secret|token|key|cred|auth|private|salt|cert|dsn/iu.test(key) ||
    /:\/\/[^/@\s]*:[^/@\s]*@/u.test(value) ||
    (key === 'command' && /pass|secret|token|key|cred|auth/iu.test(value))
  );
}

function short(value: string): string {
  if (value === '') return '""';
  const line = value.replaceAll(/\s+/gu, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

function parseKeys(text: string): ReadonlyMap<string, string> {
  const digests = new Map<string, string>();
  for (const pair of text.split(' ')) {
    const at = pair.lastIndexOf('=');
    if (at > 0) digests.set(decode(pair.slice(0, at)), pair.slice(at + 1));
  }
  return digests;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
