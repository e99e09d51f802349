import { isAlias, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { Alias, Document, ParsedNode, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { SourceText, Span } from '../diagnostics/span.ts';
import { nearest } from '../lib/nearest.ts';
import { together } from './duplicate-keys.ts';
import { limits } from './limits.ts';
import { loosen } from './loose-lines.ts';
import { collectResets } from './resets.ts';
import type { ResetPath } from './resets.ts';
import type { MappingEntry, MappingNode, Node, ScalarNode } from './tree.ts';
import { typePlain, typeTagged } from './yaml-scalar.ts';
import { yamlMistakes } from './yaml-mistakes/yaml-mistakes.ts';

/** One YAML document of a compose file. */
export interface ComposeDocument {
  readonly root: Node;
  /** What `!reset` and `!override` take away from the documents and files before this one. */
  readonly resets: readonly ResetPath[];
}

/**
 * Reads YAML text into trees with places. Anchors, aliases and merge keys are resolved, so a tree shares what it aliases;
 * its written-out size and its depth are bounded. All mistakes of the syntax are reported.
 */
export function readYaml(source: SourceText): Outcome<readonly ComposeDocument[]> {
  const found: Diagnostic[] = [];
  if (nesting(source.text) > limits.openBrackets) return tooDeep(source);
  try {
    const documents: ComposeDocument[] = [];
    const { parsed, original } = parse(source.text);
    for (const document of parsed) {
      if (document.errors.some(({ message }) => message.includes('call stack'))) return tooDeep(source);
      if (document.errors.length > 0) {
        found.push(...yamlMistakes(document.errors, source));
        continue;
      }
      const { contents } = document as { readonly contents: ParsedNode | null };
      const isExplicit = document.directives.docStart === true;
      if (contents === null || (isNothing(contents) && !isExplicit)) continue;
      const reader = new Reader(source, found, original);
      const root = reader.read(contents, 0);
      documents.push(reader.hasMarks ? collectResets(root, reader.tagOf) : { root, resets: [] });
    }
    return { value: documents, diagnostics: found };
  } catch (error) {
    if (error instanceof TooLarge) {
      const args = { what: error.what, limit: error.limit };
      return { value: undefined, diagnostics: [...found, diagnose('compose/too-large', args, error.span)] };
    }
    if (error instanceof RangeError) return tooDeep(source);
    throw error;
  }
}

/** The documents of a text, and where in the text the offsets of their nodes are. */
interface Parsed {
  readonly parsed: readonly Document.Parsed[];
  readonly original: (offset: number) => number;
}

/** Parses strictly; with lines indented further where that takes all errors away. */
function parse(text: string): Parsed {
  const strict = parseText(text);
  const loose = strict.some(({ errors }) => errors.length > 0) ? loosen(text) : undefined;
  const documents = loose === undefined ? strict : parseText(loose.text);
  return loose !== undefined && documents.every(({ errors }) => errors.length === 0)
    ? { parsed: documents, original: loose.original }
    : { parsed: strict, original: (offset) => offset };
}

function parseText(text: string): readonly Document.Parsed[] {
  const parsed = parseAllDocuments(text, {
    schema: 'failsafe',
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  return Array.isArray(parsed) ? parsed : [];
}

function tooDeep(source: SourceText): Outcome<never> {
  return {
    value: undefined,
    diagnostics: [
      diagnose(
        'compose/too-large',
        { what: 'levels of nesting', limit: limits.depth },
        { source, start: 0, end: 0 },
      ),
    ],
  };
}

/** The deepest run of open brackets in flow style, without regard to quotes: enough to keep the YAML reader's stack flat. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x5d || code === 0x7d) depth--;
    else if (code === 0x0a && depth < 0) depth = 0;
  }
  return deepest;
}

function isNothing(node: ParsedNode): boolean {
  return isScalar(node) && node.source === '' && node.type === 'PLAIN' && node.anchor === undefined;
}

class TooLarge extends Error {
  readonly what: string;
  readonly limit: number;
  readonly span: Span;

  constructor(what: string, limit: number, span: Span) {
    super(what);
    this.what = what;
    this.limit = limit;
    this.span = span;
  }
}

/** Turns one document of the YAML library into a tree. */
class Reader {
  readonly #anchors = new Map<string, { node: Node | undefined; size: number }>();
  /** Values written with `!reset` or `!override`; trees are immutable, so the mark stands beside them. */
  readonly #marks = new Map<Node, string>();
  readonly #source: SourceText;
  readonly #found: Diagnostic[];
  readonly #original: (offset: number) => number;
  #size = 0;
  /** How many keys that begin with `x-` the reader is below. */
  #extensions = 0;

  constructor(source: SourceText, found: Diagnostic[], original: (offset: number) => number) {
    this.#source = source;
    this.#found = found;
    this.#original = original;
  }

  get hasMarks(): boolean {
    return this.#marks.size > 0;
  }

  readonly tagOf = (node: Node): string | undefined => this.#marks.get(node);

  read(node: ParsedNode, depth: number): Node {
    const span = this.#span(node);
    if (depth > limits.depth) throw new TooLarge('levels of nesting', limits.depth, span);
    this.#count(1, span);
    if (isAlias(node)) return this.#alias(node, span);
    const before = this.#size;
    const anchor = node.anchor;
    if (anchor !== undefined) this.#anchors.set(anchor, { node: undefined, size: 0 });
    const value = isMap(node)
      ? this.#map(node, span, depth)
      : isSeq(node)
        ? this.#sequence(node, span, depth)
        : this.#scalar(node, span);
    if (node.tag === '!reset' || node.tag === '!override') this.#marks.set(value, node.tag);
    if (anchor !== undefined) this.#anchors.set(anchor, { node: value, size: this.#size - before + 1 });
    return value;
  }

  #span(node: ParsedNode): Span {
    const [start, end] = [this.#original(node.range[0]), this.#original(node.range[1])];
    return { source: this.#source, start, end: Math.max(start, end) };
  }

  #count(size: number, span: Span): void {
    this.#size += size;
    if (this.#size > limits.expandedNodes) {
      throw new TooLarge('values once its aliases are written out', limits.expandedNodes, span);
    }
  }

  #alias(node: Alias, span: Span): Node {
    const anchor = this.#anchors.get(node.source);
    if (anchor === undefined) {
      const near = nearest(node.source, this.#anchors.keys());
      const advice =
        near === undefined
          ? `an anchor is written \`&${node.source}\`, above its first use`
          : `did you mean \`*${near}\`?`;
      const problem = `nothing above has the anchor \`&${node.source}\``;
      this.#found.push(diagnose('compose/yaml', { problem, advice }, span));
    } else if (anchor.node === undefined) {
      this.#found.push(
        diagnose('compose/yaml', { problem: `the anchor \`&${node.source}\` contains itself` }, span),
      );
    } else {
      this.#count(anchor.size, span);
      return anchor.node;
    }
    return { kind: 'scalar', value: null, text: '', span };
  }

  #sequence(node: YAMLSeq<ParsedNode>, span: Span, depth: number): Node {
    return { kind: 'sequence', items: node.items.map((item) => this.read(item, depth + 1)), span };
  }

  #scalar(node: Scalar, span: Span): ScalarNode {
    const text = this.#asWritten(node, typeof node.value === 'string' ? node.value : (node.source ?? ''));
    const tag = node.tag === '!reset' || node.tag === '!override' ? undefined : node.tag;
    const value = tag !== undefined ? typeTagged(text, tag) : node.type === 'PLAIN' ? typePlain(text) : text;
    if (value === undefined) {
      const problem = `\`${text}\` is not what its tag says`;
      this.#found.push(diagnose('compose/yaml', { problem }, span));
      return { kind: 'scalar', value: null, text, span };
    }
    if (typeof value === 'object' && value !== null) {
      if (this.#extensions === 0) this.#found.push(diagnose('compose/date-value', { text }, span));
      return { kind: 'scalar', value: value.date, text, span };
    }
    return { kind: 'scalar', value, text: typeof value === 'string' ? value : text, span };
  }

  /** A block at the very end of a file that has no last line break does not get one. */
  #asWritten(node: Scalar, text: string): string {
    const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
    const { text: file } = this.#source;
    const isAtEnd = isBlock && text.endsWith('\n') && !file.endsWith('\n');
    return isAtEnd && this.#original(node.range?.[1] ?? 0) >= file.length ? text.slice(0, -1) : text;
  }

  #map(node: YAMLMap<ParsedNode, ParsedNode | null>, span: Span, depth: number): MappingNode {
    const entries = new Map<string, MappingEntry>();
    const repeated = new Set<string>();
    const merged: Node[] = [];
    for (const { key, value } of node.items) {
      const keySpan = this.#span(key);
      const keyNode = this.read(key, depth + 1);
      const isExtension = keyNode.kind === 'scalar' && keyNode.text.startsWith('x-');
      if (isExtension) this.#extensions++;
      const valueNode: Node =
        value === null
          ? { kind: 'scalar', value: null, text: '', span: keySpan }
          : this.read(value, depth + 1);
      if (isExtension) this.#extensions--;
      if (isScalar(key) && key.source === '<<' && key.type === 'PLAIN') {
        merged.push(valueNode);
        continue;
      }
      if (keyNode.kind !== 'scalar' || typeof keyNode.value !== 'string') {
        if (keyNode.kind !== 'scalar') {
          const problem = `a key is a text, and this is a ${keyNode.kind}`;
          const advice = 'a placeholder such as `{{ name }}` is put in quotes';
          this.#found.push(diagnose('compose/yaml', { problem, advice }, keySpan));
          continue;
        }
        this.#found.push(diagnose('compose/non-string-key', { key: keyNode.text }, keySpan));
      }
      const name = typeof keyNode.value === 'string' ? keyNode.value : keyNode.text;
      const first = entries.get(name);
      if (first === undefined) entries.set(name, { key: name, keySpan, value: valueNode });
      else {
        this.#found.push(
          diagnose('compose/duplicate-key', { key: name }, keySpan, [
            { span: first.keySpan, message: 'first written here' },
          ]),
        );
        // Once, so that a key that is there a million times costs no more than it is long.
        if (!repeated.has(name)) {
          entries.set(name, { ...first, value: together(first.value, valueNode) });
        }
        repeated.add(name);
      }
    }
    for (const source of merged) this.#merge(entries, source);
    return { kind: 'mapping', entries, span };
  }

  /** `<<`: members that are not written out come from the merged mappings, the first one that has them. */
  #merge(entries: Map<string, MappingEntry>, source: Node): void {
    if (source.kind === 'mapping') {
      this.#count(source.entries.size, source.span);
      for (const entry of source.entries.values()) {
        if (!entries.has(entry.key)) entries.set(entry.key, entry);
      }
    } else if (source.kind === 'sequence') {
      for (const item of source.items) this.#merge(entries, item);
    } else {
      this.#found.push(diagnose('compose/yaml', { problem: '`<<` merges mappings only' }, source.span));
    }
  }
}
