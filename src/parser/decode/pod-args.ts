import type { PodOptions } from '../../model/placement.ts';
import { parseBytes } from '../normalize/bytes.ts';

const needless = 'the pod always has an infra container and shares the network alone';
const unappliedOptions: ReadonlyMap<string, string> = new Map([
  ['infra', needless],
  ['infra-name', needless],
  ['share', needless],
  ['share-parent', needless],
  ['exit-policy', 'the pod stays until `down`'],
  ['replace', 'a pod that has to change is made anew by itself'],
  ['name', 'write `in_pod: NAME`'],
  ['network', "the networks of the file are the pod's"],
  ['publish', "the `ports` of the services are the pod's"],
]);

/** Short forms of `podman pod create`. */
const longNames: ReadonlyMap<string, string> = new Map([
  ['l', 'label'],
  ['p', 'publish'],
  ['n', 'name'],
]);

/** Options of `podman pod create` as podman-compose's `pod_args` has them: `--userns=keep-id`, or the value as a word of its own. */
export function decodePodArgs(args: readonly string[]): PodOptions {
  const values = new Map<string, string[]>();
  const unapplied: (readonly [string, string])[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    const [, dashes = '', name = '', value] = /^(--?)([a-z][a-z-]*)(?:=(.*))?$/su.exec(word) ?? [];
    const option = dashes === '-' ? (longNames.get(name) ?? '') : name;
    const isLast = args[at + 1]?.startsWith('-') !== false;
    const given = value ?? (isLast ? undefined : args[++at]);
    const why = unappliedOptions.get(option);
    if (why !== undefined) unapplied.push([word, why]);
    else if (!known.has(option) || given === undefined) unapplied.push([word, 'Selkie does not know it']);
    else values.set(option, [...(values.get(option) ?? []), given]);
  }
  const all = (option: string): readonly string[] => values.get(option) ?? [];
  const shmSize = all('shm-size').at(-1);
  return {
    labels: pairs(all('label')),
    hosts: all('add-host').map((line) => split(line, ':')),
    dns: all('dns'),
    dnsSearch: all('dns-search'),
    dnsOptions: all('dns-option'),
    sysctls: pairs(all('sysctl')),
    shmSizeBytes: shmSize === undefined ? undefined : parseBytes(shmSize),
    usernsMode: all('userns').at(-1),
    unapplied,
  };
}

const known: ReadonlySet<string> = new Set([
  'label',
  'add-host',
  'dns',
  'dns-search',
  'dns-option',
  'sysctl',
  'shm-size',
  'userns',
]);

function pairs(lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map(lines.map((line) => split(line, '=')));
}

function split(line: string, separator: string): readonly [string, string] {
  const at = line.indexOf(separator);
  return at === -1 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
}
