import { TemplateProblem } from './template-syntax.ts';

/** What a template works with: JSON, and functions for methods such as `.Label`. */
export type TemplateValue =
  | string
  | number
  | boolean
  | null
  | readonly TemplateValue[]
  | { readonly [key: string]: TemplateValue }
  | ((...args: readonly TemplateValue[]) => TemplateValue);

type TemplateFunction = (...args: readonly TemplateValue[]) => TemplateValue;

/** The functions of Go's templates and of docker's. */
export const templateFunctions: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['json', (value = null) => JSON.stringify(value)],
  ['upper', (text = '') => printed(text).toUpperCase()],
  ['lower', (text = '') => printed(text).toLowerCase()],
  ['title', (text = '') => printed(text).replace(/(^|\s)\S/gu, (start) => start.toUpperCase())],
  ['join', (list = [], separator = '') => items(list).map(printed).join(printed(separator))],
  ['split', (text = '', separator = '') => printed(text).split(printed(separator))],
  ['truncate', (text = '', length = 0) => printed(text).slice(0, Number(length))],
  [
    'pad',
    (text = '', before = 0, after = 0) =>
      ' '.repeat(Number(before)) + printed(text) + ' '.repeat(Number(after)),
  ],
  ['print', (...args) => args.map(printed).join('')],
  ['println', (...args) => `${args.map(printed).join(' ')}\n`],
  ['printf', (format = '', ...args) => formatted(printed(format), args)],
  ['len', (value = '') => (typeof value === 'string' ? value.length : items(value).length)],
  ['index', (value = null, ...keys) => keys.reduce(at, value)],
  ['eq', (first = null, ...others) => others.some((other) => same(first, other))],
  ['ne', (first = null, second = null) => !same(first, second)],
  ['lt', (a = 0, b = 0) => compare(a, b) < 0],
  ['le', (a = 0, b = 0) => compare(a, b) <= 0],
  ['gt', (a = 0, b = 0) => compare(a, b) > 0],
  ['ge', (a = 0, b = 0) => compare(a, b) >= 0],
  ['and', (...args) => args.find((one) => !isTruthy(one)) ?? args.at(-1) ?? null],
  ['or', (...args) => args.find(isTruthy) ?? args.at(-1) ?? null],
  ['not', (value = null) => !isTruthy(value)],
]);

/** A value as Go prints it. */
export function printed(value: TemplateValue): string {
  if (value === null) return '<no value>';
  if (typeof value === 'function') return printed(value());
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return `[${value.map(printed).join(' ')}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[${members.map(([key, member]) => `${key}:${printed(member)}`).join(' ')}]`;
}

/** False for what is empty: nothing, `false`, 0, and texts, lists and maps without members. */
export function isTruthy(value: TemplateValue): boolean {
  if (value === null || typeof value !== 'object') return Boolean(value);
  return (isList(value) ? value.length : Object.keys(value).length) > 0;
}

/** The members of a list, or the values of a map by key. */
export function items(value: TemplateValue): readonly TemplateValue[] {
  if (value === null) return [];
  if (typeof value !== 'object') throw new TemplateProblem(`\`${printed(value)}\` is no list`);
  if (isList(value)) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, member]) => member);
}

function isList(value: TemplateValue): value is readonly TemplateValue[] {
  return Array.isArray(value);
}

function at(value: TemplateValue, key: TemplateValue): TemplateValue {
  if (value === null || typeof value !== 'object') throw new TemplateProblem('`index` needs a list or a map');
  if (isList(value)) return value[Number(key)] ?? outside(key);
  // What a map does not have is empty.
  return Object.entries(value).find(([name]) => name === printed(key))?.[1] ?? '';
}

function outside(key: TemplateValue): never {
  throw new TemplateProblem(`there is no member ${printed(key)}`);
}

function same(a: TemplateValue, b: TemplateValue): boolean {
  return printed(a) === printed(b);
}

function compare(a: TemplateValue, b: TemplateValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [first, second] = [printed(a), printed(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** `%s %d %v %q` with a width, also `%-10s`. */
function formatted(format: string, args: readonly TemplateValue[]): string {
  let next = 0;
  return format.replace(/%(-?)(\d*)([sdvq%])/gu, (_, minus: string, width: string, verb: string) => {
    if (verb === '%') return '%';
    const text = printed(args[next++] ?? null);
    const shown = verb === 'q' ? JSON.stringify(text) : text;
    return minus === '' ? shown.padStart(Number(width)) : shown.padEnd(Number(width));
  });
}
