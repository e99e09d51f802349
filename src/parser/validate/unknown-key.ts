import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../lib/nearest.ts';
import type { MappingNode, Node } from '../tree.ts';
import { fixedKeys, namedMembers, schemaAt } from './compose-schema.ts';
import type { Located } from './locate.ts';
import { pathText } from './locate.ts';
import { placeOf } from './misplaced.ts';
import type { ProperPlace } from './misplaced.ts';

/** Finds the word of a list that is nearest to another. */
export type FindNearest = (word: string, known: readonly string[]) => string | undefined;

/** `nearest`, asked only once about the same word: large files repeat their mistakes. */
export function rememberingNearest(): FindNearest {
  const found = new Map<string, string | undefined>();
  return (word, known) => {
    const question = `${word}\n${known.join(' ')}`;
    if (!found.has(question)) found.set(question, nearest(word, known));
    return found.get(question);
  };
}

/** A member that its mapping must not have, and the path that it was probably meant for. */
export interface UnknownKey {
  readonly diagnostic: Diagnostic;
  readonly meant: readonly string[] | undefined;
}

/** The finding for a member that its mapping must not have: a key nobody knows, a misplaced one, or a bad name. */
export function unknownKey(located: Located, key: string, findNearest: FindNearest): UnknownKey {
  const { node, path } = located;
  const member = node.kind === 'mapping' ? node.entries.get(key) : undefined;
  const span = member?.keySpan ?? node.span;
  const schema = schemaAt(path, located.parents);
  const known = fixedKeys(schema).filter((name) => !name.startsWith('x-'));
  const takesOwn = Object.hasOwn(schema?.patternProperties ?? {}, '^x-');

  if (namedMembers(schema) !== undefined && known.length === 0) {
    const args = { path: pathText(path, [...located.parents, node]), name: key };
    return { diagnostic: diagnose('compose/bad-name', args, span), meant: [...path, key] };
  }
  const advice = node.kind === 'mapping' && path.length === 0 ? foreignFile(node) : undefined;
  const { near, place } =
    advice === undefined ? suggestion(key, path, known, member?.value, findNearest) : {};
  const args = { key, nearest: near, place: place?.path, known, takesOwn, advice };
  return {
    diagnostic: diagnose('compose/unknown-key', args, span),
    meant: near === undefined ? place && [...place.steps, key] : [...path, near],
  };
}

interface Suggestion {
  readonly near?: string;
  readonly place?: Pick<ProperPlace, 'path' | 'steps'>;
}

function suggestion(
  key: string,
  path: readonly string[],
  known: readonly string[],
  value: Node | undefined,
  findNearest: FindNearest,
): Suggestion {
  const otherWord = OTHER_WORDS.get(key)?.find((word) => known.includes(word));
  const near = otherWord ?? findNearest(key, known);
  if (key.startsWith('x_')) return { near: `x-${key.slice(2)}` };
  const place = placeOf(key, path);
  const isSameWord = near !== undefined && (near === otherWord || near === `${key}s` || `${near}s` === key);
  if (near !== undefined && (isSameWord || place?.isCertain !== true)) {
    return { near };
  }
  if (looksLikeService(value) && (path.length === 0 || path[0] === 'services')) {
    return { place: { path: 'services', steps: ['services'] } };
  }
  return place === undefined ? {} : { place };
}

/** What to say of a file that is none of ours. */
function foreignFile({ entries }: MappingNode): string | undefined {
  if (entries.has('services') || !entries.has('apiVersion') || !entries.has('kind')) return undefined;
  return 'this is a file for Kubernetes, which `podman kube play` runs';
}

/** True for a mapping that only a service can be. */
export function looksLikeService(value: Node | undefined): boolean {
  return value?.kind === 'mapping' && (value.entries.has('image') || value.entries.has('build'));
}

/** Words of other tools, and short forms, that spelling alone does not lead from. */
const OTHER_WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['arguments', ['args', 'command']],
  ['cmd', ['command']],
  ['cpu', ['cpus']],
  ['cpu_limit', ['cpus']],
  ['cwd', ['working_dir']],
  ['dockerfile_path', ['dockerfile']],
  ['destination', ['target']],
  ['dst', ['target']],
  ['env', ['environment', 'env_file']],
  ['env_vars', ['environment']],
  ['envs', ['environment']],
  ['groups', ['group_add']],
  ['hosts', ['extra_hosts']],
  ['mem', ['memory', 'mem_limit']],
  ['mem_limit', ['memory']],
  ['memory', ['mem_limit']],
  ['memory_limit', ['mem_limit', 'memory']],
  ['mounts', ['volumes']],
  ['name', ['container_name']],
  ['retry', ['retries']],
  ['src', ['source']],
  ['stop_timeout', ['stop_grace_period']],
  ['variables', ['environment']],
  ['workdir', ['working_dir']],
]);
