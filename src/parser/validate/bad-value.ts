import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../lib/nearest.ts';
import { schemaAt } from './compose-schema.ts';
import type { Located } from './locate.ts';
import { pathText, spanOfWhole } from './locate.ts';
import { enumeration } from './words.ts';

/** The finding for a value that is none of the words the key knows. */
export function notAChoice(located: Located, choices: readonly string[]): Diagnostic {
  const { node } = located;
  const word = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : '';
  const meant = nearest(word, choices) ?? choices.find((choice) => word.length > 2 && choice.includes(word));
  return badValue(located, oneOf(choices), meant);
}

/** The finding for a text of the wrong form. */
export function wrongForm(located: Located): Diagnostic {
  const key = located.path.at(-1) ?? '';
  const choices = CHOICES.get(key);
  if (choices !== undefined) return notAChoice(located, choices);
  return badValue(
    located,
    FORMS.get(key) ?? `of the form \`${schemaAt(located.path, located.parents)?.pattern ?? ''}\``,
  );
}

/** The finding for a number outside its range, in the words of one end of it. */
export function outOfRange(located: Located, end: 'minimum' | 'maximum', limit: number): Diagnostic {
  return badValue(located, `${end === 'minimum' ? 'at least' : 'at most'} ${limit}`);
}

/** The finding for a mapping without a key that it needs. */
export function missingKey(located: Located, key: string): Diagnostic {
  const choices = schemaAt([...located.path, key], [...located.parents, located.node])?.enum ?? [];
  return diagnose(
    'compose/missing-key',
    { path: pathText(located.path, located.parents), key, choices },
    spanOfWhole(located),
  );
}

/** The finding for a list that has the same entry twice. */
export function repeatedEntry(located: Located, first: number, second: number): Diagnostic {
  const { node, path, parents } = located;
  const items = node.kind === 'sequence' ? node.items : [];
  const firstSpan = items[first]?.span;
  return diagnose(
    'compose/repeated-entry',
    { path: pathText(path, parents) },
    items[second]?.span ?? node.span,
    firstSpan === undefined ? [] : [{ span: firstSpan, message: 'the same entry before' }],
  );
}

function badValue(located: Located, expected: string, meant?: string): Diagnostic {
  const path = pathText(located.path, located.parents);
  return diagnose('compose/bad-value', { path, expected, nearest: meant }, spanOfWhole(located));
}

function oneOf(choices: readonly string[]): string {
  const words = choices.map((choice) => `\`${choice}\``);
  return words.length === 1 ? words.join('') : `one of ${enumeration(words, 'or')}`;
}

/** Texts that the schema checks by a pattern, because more than these words are allowed or other types are. */
const CHOICES: ReadonlyMap<string, readonly string[]> = new Map([
  ['gpus', ['all']],
  ['pull_policy', ['always', 'never', 'missing', 'build', 'daily', 'weekly', 'every_<time>']],
]);

const FORMS: ReadonlyMap<string, string> = new Map([
  ['container_name', 'two or more letters, digits, `_`, `.` and `-`, the first of them a letter or a digit'],
]);
