import { posix } from 'node:path';
import type { Flag } from '../flags.ts';
import type { UnitNames } from '../unit-names.ts';

/**
 * Where a flag names a network, volume or pod of the project, the unit that makes it: the generator then starts that one
 * first. A value of undefined in the result never comes from one in the flag.
 */
export function withReferences(flag: Flag, names: UnitNames): Flag {
  const { name, value } = flag;
  if (value === undefined) return flag;
  switch (name) {
    case 'pod':
      return { name, value: `${names.project}.pod` };
    case 'network':
      return { name, value: replaceHead(value, (head) => suffixed(names.networks.get(head), 'network')) };
    case 'volume':
      return {
        name,
        value: replaceHead(normalized(value), (head) => suffixed(names.volumes.get(head), 'volume')),
      };
    case 'mount': {
      const source = /^(type=volume,source=)([^,]+)/u.exec(value);
      const unit = suffixed(names.volumes.get(source?.[2] ?? ''), 'volume');
      if (source === null || unit === undefined) return flag;
      return { name, value: `${source[1] ?? ''}${unit}${value.slice(source[0].length)}` };
    }
    default:
      return flag;
  }
}

/** A path without `.` and `..`, which systemd takes no other way when it looks for the mounts below it. */
function normalized(value: string): string {
  const at = value.indexOf(':');
  const head = at === -1 ? value : value.slice(0, at);
  return head.startsWith('/') ? `${posix.normalize(head)}${value.slice(head.length)}` : value;
}

function replaceHead(value: string, replacement: (head: string) => string | undefined): string {
  const at = value.indexOf(':');
  const head = at === -1 ? value : value.slice(0, at);
  const unit = replacement(head);
  return unit === undefined ? value : `${unit}${value.slice(head.length)}`;
}

function suffixed(stem: string | undefined, suffix: string): string | undefined {
  return stem === undefined ? undefined : `${stem}.${suffix}`;
}
