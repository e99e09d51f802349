import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import { casts } from './casts.ts';
import type { Cast } from './casts.ts';
import { below } from './path-table.ts';
import type { PathTable } from './path-table.ts';
import { substitute } from './template.ts';
import type { Lookup } from './template.ts';
import { mapItems, mapValues } from './tree-build.ts';
import type { Node, ScalarNode } from './tree.ts';

/** Variables, and what was said about them already: an unset variable is warned about once in a run. */
export interface Variables {
  readonly values: ReadonlyMap<string, string>;
  readonly warned: Set<string>;
}

/**
 * Replaces the variables in every text of a tree (values, not keys), then casts the text where its key takes a number or a
 * boolean. A value that cannot be made is reported and becomes null.
 */
export function interpolate(root: Node, variables: Variables, found: Diagnostic[]): Node {
  const walk = (node: Node, table: PathTable<Cast> | undefined, path: string): Node => {
    switch (node.kind) {
      case 'scalar':
        return typeof node.value === 'string'
          ? interpolateText(node, table?.rule, path, variables, found)
          : node;
      case 'sequence':
        return mapItems(node, (item, index) => walk(item, below(table, index), `${path}[${index}]`));
      case 'mapping':
        return mapValues(node, (value, key) =>
          walk(value, below(table, key), path === '' ? key : `${path}.${key}`),
        );
    }
  };
  return walk(root, casts, '');
}

function interpolateText(
  node: ScalarNode,
  cast: Cast | undefined,
  path: string,
  variables: Variables,
  found: Diagnostic[],
): ScalarNode {
  const before = found.length;
  const original = String(node.value);
  const text = substitute(original, reportingLookup(variables, found, node.span, path));
  if (found.slice(before).some((diagnostic) => diagnostic.code !== 'compose/variable-unset')) {
    return { ...node, value: null };
  }
  if (cast === undefined) return text === original ? node : { ...node, value: text, text };
  const result = cast(text);
  if ('expected' in result) {
    const name = /^\$\{?(\w+)/.exec(original)?.[1];
    found.push(
      diagnose('compose/bad-cast', { path, expected: result.expected, text, variable: name }, node.span),
    );
    return { ...node, value: null };
  }
  if (result.isLegacyBoolean === true) {
    found.push(diagnose('compose/legacy-boolean', { text, value: result.value === true }, node.span));
  }
  return { ...node, value: result.value, text };
}

/** A lookup that turns what is missing or malformed into diagnostics at `span`. */
export function reportingLookup(variables: Variables, found: Diagnostic[], span: Span, path: string): Lookup {
  return {
    variable: (name) => variables.values.get(name),
    unset: (name) => {
      if (variables.warned.has(name)) return;
      variables.warned.add(name);
      found.push(diagnose('compose/variable-unset', { name }, useOf(name, span)));
    },
    required: (name, message) => {
      found.push(diagnose('compose/variable-required', { name, message }, useOf(name, span)));
    },
    invalid: (problem) => {
      found.push(diagnose('compose/bad-template', { path, text: problem.text.slice(0, 200) }, span));
    },
  };
}

/** Where a variable is used inside a text; the whole text when quoting hides it. */
function useOf(name: string, span: Span): Span {
  const written = span.source.text.slice(span.start, span.end);
  const match = new RegExp(`\\$\\{?${name}(?![A-Za-z0-9_])`).exec(written);
  if (match === null) return span;
  const start = span.start + match.index;
  const isBraced = match[0].startsWith('${');
  const close = isBraced ? written.indexOf('}', match.index) : -1;
  const end = close === -1 ? start + match[0].length : span.start + close + 1;
  return { source: span.source, start, end };
}
