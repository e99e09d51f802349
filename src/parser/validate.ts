import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText, Span } from '../diagnostics/span.ts';
import type { SchemaError } from './generated/validate.js';
import { validate as check } from './generated/validate.js';
import { Losses } from './losses.ts';
import { get } from './tree-build.ts';
import type { MappingNode } from './tree.ts';
import { toJson } from './tree.ts';
import { missingKey, notAChoice, outOfRange, repeatedEntry, wrongForm } from './validate/bad-value.ts';
import { locate, stepsOf, wholeOf } from './validate/locate.ts';
import type { Located } from './validate/locate.ts';
import { prune } from './validate/prune.ts';
import type { FindNearest } from './validate/unknown-key.ts';
import { looksLikeService, rememberingNearest, unknownKey } from './validate/unknown-key.ts';
import { wrongType } from './validate/wrong-type.ts';

/** What the schema says of a file. */
export interface Validated {
  /** What it allows: the same tree without the values that it refuses. */
  readonly tree: MappingNode;
  /** What it refuses, in the order of the files. */
  readonly diagnostics: readonly Diagnostic[];
}

/** One mistake, what has to go for it, and what is not absent because of it. */
interface Refusal {
  readonly diagnostic: Diagnostic;
  readonly cut: readonly string[];
  readonly lost: readonly string[] | undefined;
}

/**
 * Everything in a compose file that the schema does not allow. Nothing is found twice at one place: what several services
 * take from one anchor is reported once. What it refuses is noted in `losses`.
 */
export function validate(root: MappingNode, losses: Losses = new Losses()): Validated {
  if (check(toJson(root))) return { tree: root, diagnostics: [] };
  const findNearest = rememberingNearest();
  const refusals = (check.errors ?? []).map((error) => refusalOf(root, error, findNearest));
  for (const { lost } of refusals) if (lost !== undefined) losses.add(lost);
  return {
    tree: prune(
      root,
      refusals.map(({ cut }) => cut),
    ),
    diagnostics: inSourceOrder(refusals.map(({ diagnostic }) => diagnostic)),
  };
}

function refusalOf(root: MappingNode, error: SchemaError, findNearest: FindNearest): Refusal {
  const { instancePath, keyword, params } = error;
  const located = locate(root, stepsOf(instancePath));
  if (keyword === 'additionalProperties') {
    const misplaced = misplacedService(located);
    if (misplaced !== undefined) return misplaced;
    const key = String(params['additionalProperty']);
    const { diagnostic, meant } = unknownKey(located, key, findNearest);
    const unfinished = entryAround(located, meant);
    if (unfinished !== undefined) return { diagnostic, cut: unfinished, lost: undefined };
    return { diagnostic, cut: [...located.path, key], lost: meant };
  }
  if (keyword === 'uniqueItems') {
    const [first = 0, second = 0] = [Number(params['i']), Number(params['j'])].sort((a, b) => a - b);
    const cut = [...located.path, String(second)];
    return { diagnostic: repeatedEntry(located, first, second), cut, lost: undefined };
  }
  const cut = wholeOf(located);
  return { diagnostic: explain(located, error), cut, lost: cut };
}

function explain(located: Located, { keyword, params }: SchemaError): Diagnostic {
  switch (keyword) {
    case 'type':
      return wrongType(located);
    case 'required':
      return missingKey(located, String(params['missingProperty']));
    case 'enum':
      return notAChoice(located, (params['allowedValues'] as readonly unknown[]).map(String));
    case 'pattern':
      return wrongForm(located);
    case 'minimum':
    case 'maximum':
      return outOfRange(located, keyword, Number(params['limit']));
    default:
      throw new Error(`the Compose schema uses a keyword that is not explained: ${keyword}`);
  }
}

/** A service under `volumes` or another section, which all of its keys are wrong in. */
function misplacedService({ path, node, entry }: Located): Refusal | undefined {
  const [section = '', name = ''] = path;
  if (path.length !== 2 || section === 'services' || !looksLikeService(node)) return undefined;
  return {
    diagnostic: diagnose('compose/misplaced-service', { section, name }, entry?.keySpan ?? node.span),
    cut: path,
    lost: ['services', name],
  };
}

/** The entry of a list that may lack a key because the key is misspelt: it cannot be judged. */
function entryAround(
  { path, parents, node }: Located,
  meant: readonly string[] | undefined,
): readonly string[] | undefined {
  const list = parents.findIndex((parent) => parent.kind === 'sequence');
  const isWritten = meant?.length === path.length + 1 && get(node, meant.at(-1) ?? '') !== undefined;
  return list === -1 || isWritten ? undefined : path.slice(0, list + 1);
}

function inSourceOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const sources = new Map<SourceText | undefined, number>();
  const seen = new Set<string>();
  const placed: { readonly diagnostic: Diagnostic; readonly source: number; readonly start: number }[] = [];
  for (const diagnostic of diagnostics) {
    const span: Span | undefined = diagnostic.span;
    const source = sources.get(span?.source) ?? sources.size;
    sources.set(span?.source, source);
    const place = `${source}:${span?.start ?? ''}:${span?.end ?? ''}:${diagnostic.code}`;
    if (seen.has(place)) continue;
    seen.add(place);
    placed.push({ diagnostic, source, start: span?.start ?? 0 });
  }
  return placed.sort((a, b) => a.source - b.source || a.start - b.start).map(({ diagnostic }) => diagnostic);
}
