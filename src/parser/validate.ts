import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText, Span } from '../diagnostics/span.ts';
import type { SchemaError } from './generated/validate.js';
import { validate as check } from './generated/validate.js';
import type { MappingNode } from './tree.ts';
import { toJson } from './tree.ts';
import { missingKey, notAChoice, outOfRange, repeatedEntry, wrongForm } from './validate/bad-value.ts';
import { locate, stepsOf } from './validate/locate.ts';
import type { FindNearest } from './validate/unknown-key.ts';
import { rememberingNearest, unknownKey } from './validate/unknown-key.ts';
import { wrongType } from './validate/wrong-type.ts';

/**
 * Everything in a compose file that the schema does not allow, in the order of the files. Nothing is found twice at one
 * place: what several services take from one anchor is reported once.
 */
export function validate(root: MappingNode): readonly Diagnostic[] {
  if (check(toJson(root))) return [];
  const findNearest = rememberingNearest();
  return inSourceOrder((check.errors ?? []).map((error) => explain(root, error, findNearest)));
}

function explain(
  root: MappingNode,
  { instancePath, keyword, params }: SchemaError,
  findNearest: FindNearest,
): Diagnostic {
  const located = locate(root, stepsOf(instancePath));
  switch (keyword) {
    case 'additionalProperties':
      return unknownKey(located, String(params['additionalProperty']), findNearest);
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
    case 'uniqueItems': {
      const [first, second] = [Number(params['i']), Number(params['j'])].sort((a, b) => a - b);
      return repeatedEntry(located, first ?? 0, second ?? 0);
    }
    default:
      throw new Error(`the Compose schema uses a keyword that is not explained: ${keyword}`);
  }
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
