import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { MappingNode, Node, ScalarNode, SequenceNode } from '../tree.ts';
import type { Schema } from './compose-schema.ts';
import { namedMembers, resolved, schemaAt } from './compose-schema.ts';
import type { Located } from './locate.ts';
import { pathText, spanOfWhole } from './locate.ts';
import { actualWords, expectedWords, typesOf } from './words.ts';

/** The finding for a value of the wrong kind: what it must be, what it is, and how to write it where that is plain. */
export function wrongType(located: Located): Diagnostic {
  const { node, path, parents } = located;
  const schema = schemaAt(path, parents) ?? {};
  return diagnose(
    'compose/wrong-type',
    {
      path: pathText(path, parents),
      expected: expectedWords(schema),
      actual: actualWords(node),
      advice: adviceOn(located, schema),
    },
    spanOfWhole(located),
  );
}

function adviceOn({ node, path, parents }: Located, schema: Schema): string | undefined {
  const types = typesOf(schema);
  const around = parents.at(-1);
  const single = singleMember(node);
  if (single !== undefined && around?.kind === 'sequence' && types.has('string')) {
    const members = namedMembers(schemaAt(path.slice(0, -1), parents.slice(0, -1)));
    if (members === undefined) return undefined;
    const asMapping = 'take the dashes away to make a mapping';
    return typesOf(resolved(members)).has('string')
      ? `write it as \`NAME=value\`, or ${asMapping}`
      : asMapping;
  }
  if (node.kind === 'sequence' && namedMembers(schema) !== undefined) return listAdvice(node, types);
  if (node.kind !== 'scalar') {
    const bracket = node.span.source.text[node.span.start];
    const isTextOnly = types.size === 1 && types.has('string');
    const only = node.kind === 'sequence' && node.items.length === 1 ? node.items[0] : undefined;
    if (isTextOnly && only?.kind === 'scalar' && isAsWritten(only)) {
      return `write it alone, as one text: \`${only.text}\``;
    }
    return isTextOnly && (bracket === '{' || bracket === '[')
      ? `a text that begins with \`${bracket}\` is put in quotes`
      : undefined;
  }
  if (node.value === null) return emptyAdvice(types, schema.required);
  const isListOnly = types.has('array') && !types.has('string');
  if (typeof node.value !== 'string') {
    if (path.length === 1 && path[0] === 'version') return 'remove it: it says nothing any more';
    if (!isAsWritten(node)) return undefined;
    if (isListOnly) return `write it as a list: \`["${node.text}"]\``;
    if (durations.has(path.at(-1) ?? '')) return `a duration has a unit, such as \`${node.text}s\``;
    const isFreeText =
      types.has('string') &&
      schema.pattern === undefined &&
      !['object', 'number', 'integer'].some((type) => types.has(type));
    return isFreeText ? `put it in quotes: \`"${node.text}"\`` : undefined;
  }
  if (isListOnly && isAsWritten(node)) {
    const glued = /^-(\S.*)$/.exec(node.text)?.[1];
    if (glued !== undefined) return `a space is missing behind the dash: \`- ${glued}\``;
    return `write it as a list: \`[${node.span.source.text.slice(node.span.start, node.span.end)}]\``;
  }
  return undefined;
}

/** Keys that take a duration as a text. */
const durations: ReadonlySet<string> = new Set([
  'delay',
  'interval',
  'monitor',
  'start_interval',
  'start_period',
  'stop_grace_period',
  'timeout',
  'window',
]);

/** A list where names are keys. */
function listAdvice({ items }: SequenceNode, types: ReadonlySet<string>): string | undefined {
  const [first] = items;
  if (types.has('array') || first === undefined) return undefined;
  if (first.kind !== 'scalar') return 'take the dashes away: names are keys here';
  return isAsWritten(first)
    ? `names are keys here: write \`${first.text}:\` instead of \`- ${first.text}\``
    : undefined;
}

function emptyAdvice(
  types: ReadonlySet<string>,
  required: readonly string[] | undefined,
): string | undefined {
  if (required !== undefined && types.has('object')) {
    return `${required.map((key) => `\`${key}\``).join(' and ')} must be indented below it`;
  }
  if (types.has('object')) return 'what belongs to it is indented below it; write `{}` for an empty mapping';
  return types.has('array') ? 'write `[]` for an empty list' : undefined;
}

function singleMember(node: Node): MappingNode | undefined {
  return node.kind === 'mapping' && node.entries.size === 1 ? node : undefined;
}

/** False for what came from a variable: it may be a secret, and nothing of it is repeated. */
function isAsWritten(node: ScalarNode): boolean {
  const written = node.span.source.text.slice(node.span.start, node.span.end);
  return written !== '' && !written.includes('\n') && !written.includes('$') && written.includes(node.text);
}
