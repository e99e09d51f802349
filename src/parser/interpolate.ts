import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import { casts } from './casts.ts';
import type { Cast } from './casts.ts';
import type { Losses } from './losses.ts';
import { below } from './path-table.ts';
import type { PathTable } from './path-table.ts';
import { substitute } from './template.ts';
import type { Lookup } from './template.ts';
import { mapItems, mapValues } from './tree-build.ts';
import type { Node, ScalarNode } from './tree.ts';
import { locate, wholeOf } from './validate/locate.ts';
import { prune } from './validate/prune.ts';

/** Variables, and what was said about them already: an unset variable is warned about once in a run. */
export interface Variables {
  readonly values: ReadonlyMap<string, string>;
  readonly warned: Set<string>;
  /** An env file could not be read, so that nothing is known of a variable without a value. */
  readonly isPartial?: boolean;
}

/**
 * Replaces the variables in every text of a tree (values, not keys), then casts the text where its key takes a number or a
 * boolean. A value that cannot be made is reported, noted in `losses`, and left out.
 */
export function interpolate(root: Node, variables: Variables, found: Diagnostic[], losses: Losses): Node {
  const interpolated = interpolateAll(root, variables, found);
  if (interpolated === root || interpolated.kind !== 'mapping') return interpolated;
  const lost = lostPaths(root, interpolated);
  if (lost.length === 0) return interpolated;
  const cuts = lost.map((path) => wholeOf(locate(interpolated, path)));
  for (const cut of cuts) losses.add(cut);
  return prune(interpolated, cuts);
}

/** Where a text became null. Only what changed is looked at. */
function lostPaths(before: Node, after: Node): readonly (readonly string[])[] {
  if (before === after) return [];
  const below = (step: string, value: Node, changed: Node | undefined): readonly (readonly string[])[] =>
    lostPaths(value, changed ?? value).map((path) => [step, ...path]);
  if (before.kind === 'mapping' && after.kind === 'mapping') {
    return [...before.entries.values()].flatMap(({ key, value }) =>
      below(key, value, after.entries.get(key)?.value),
    );
  }
  if (before.kind === 'sequence' && after.kind === 'sequence') {
    return before.items.flatMap((item, index) => below(String(index), item, after.items[index]));
  }
  return after.kind === 'scalar' && after.value === null ? [[]] : [];
}

function interpolateAll(root: Node, variables: Variables, found: Diagnostic[]): Node {
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
  const unknown = new Set<string>();
  const lookup = reportingLookup(variables, found, node.span, path, (name) => unknown.add(name));
  const text = substitute(original, lookup);
  const isReported =
    found.length > before && found.slice(before).some(({ code }) => code !== 'compose/variable-unset');
  if (isReported || unknown.size > 0) return { ...node, value: null };
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

/**
 * A lookup that turns what is missing or malformed into diagnostics at `span`. Where an env file could not be read, what is
 * missing is no finding: `unknown` is told.
 */
export function reportingLookup(
  variables: Variables,
  found: Diagnostic[],
  span: Span,
  path: string,
  unknown: (name: string) => void,
): Lookup {
  return {
    variable: (name) => variables.values.get(name),
    unset: (name) => {
      if (variables.isPartial === true) unknown(name);
      else if (!variables.warned.has(name)) {
        variables.warned.add(name);
        found.push(diagnose('compose/variable-unset', { name }, useOf(name, span)));
      }
    },
    required: (name, message) => {
      if (variables.isPartial === true) unknown(name);
      else found.push(diagnose('compose/variable-required', { name, message }, useOf(name, span)));
    },
    invalid: (problem) => {
      found.push(
        diagnose(
          'compose/bad-template',
          { path, text: problem.text.slice(0, 200) },
          textIn(problem.text, span),
        ),
      );
    },
  };
}

/** Where a piece of a text is written; the whole text when quoting hides it. */
function textIn(text: string, span: Span): Span {
  const at = span.source.text.slice(span.start, span.end).indexOf(text);
  const start = span.start + at;
  return at === -1 ? span : { source: span.source, start, end: start + text.length };
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
