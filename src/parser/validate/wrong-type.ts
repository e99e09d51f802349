import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { MappingNode, Node, ScalarNode } from '../tree.ts';
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
  if (node.kind !== 'scalar') {
    const bracket = node.span.source.text[node.span.start];
    const isTextOnly = types.size === 1 && types.has('string');
    return isTextOnly && (bracket === '{' || bracket === '[')
      ? `a text that begins with \`${bracket}\` is put in quotes`
      : undefined;
  }
  if (node.value === null) return emptyAdvice(types);
  if (typeof node.value !== 'string') {
    if (path.length === 1 && path[0] === 'version') return 'remove it: it says nothing any more';
    const isFreeText =
      types.has('string') &&
      schema.pattern === undefined &&
      !['object', 'number', 'integer'].some((type) => types.has(type));
    return isFreeText && isAsWritten(node) ? `put it in quotes: \`"${node.text}"\`` : undefined;
  }
  if (types.has('array') && !types.has('string') && isAsWritten(node)) {
    return `write it as a list: \`[${node.span.source.text.slice(node.span.start, node.span.end)}]\``;
  }
  return undefined;
}

function emptyAdvice(types: ReadonlySet<string>): string | undefined {
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
