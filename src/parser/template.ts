import { limits } from './limits.ts';

/** How one variable is used in a text. */
export type Operator = ':-' | '-' | ':?' | '?' | ':+' | '+' | undefined;

/** A piece of a text: literal characters, or a variable with what stands behind its operator. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'variable';
      readonly name: string;
      readonly operator: Operator;
      /** What stands behind the operator; itself a template. */
      readonly operand: string;
      /** Offsets in the template. */
      readonly start: number;
      readonly end: number;
    };

/** A `$` that begins no variable. */
export interface TemplateProblem {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const nameAt = /[_a-zA-Z][_a-zA-Z0-9]*/y;
const operatorAt = /:?[-?+]/y;

/** Splits a text into literal parts and variables, or says what is wrong with it. `$$` is a literal `$`. */
export function parseTemplate(text: string): readonly Part[] | TemplateProblem {
  const parts: Part[] = [];
  let literal = '';
  let at = 0;
  for (;;) {
    const dollar = text.indexOf('$', at);
    if (dollar === -1) break;
    literal += text.slice(at, dollar);
    if (text.charAt(dollar + 1) === '$') {
      literal += '$';
      at = dollar + 2;
      continue;
    }
    const part = text.charAt(dollar + 1) === '{' ? braced(text, dollar) : named(text, dollar);
    if (part === undefined) {
      literal += '$';
      at = dollar + 1;
      continue;
    }
    if (!('kind' in part)) return part;
    if (literal !== '') parts.push({ kind: 'text', text: literal });
    literal = '';
    parts.push(part);
    at = part.end;
  }
  literal += text.slice(at);
  if (literal !== '') parts.push({ kind: 'text', text: literal });
  return parts;
}

type Variable = Extract<Part, { kind: 'variable' }>;

function named(text: string, start: number): Variable | undefined {
  nameAt.lastIndex = start + 1;
  const name = nameAt.exec(text)?.[0];
  if (name === undefined) return undefined;
  return {
    kind: 'variable',
    name,
    operator: undefined,
    operand: '',
    start,
    end: start + 1 + name.length,
  };
}

function braced(text: string, start: number): Variable | TemplateProblem {
  nameAt.lastIndex = start + 2;
  const name = nameAt.exec(text)?.[0];
  if (name === undefined) return problem(text, start);
  const afterName = start + 2 + name.length;
  if (text.charAt(afterName) === '}') {
    return { kind: 'variable', name, operator: undefined, operand: '', start, end: afterName + 1 };
  }
  operatorAt.lastIndex = afterName;
  const operator = operatorAt.exec(text)?.[0] as Operator;
  if (operator === undefined) return problem(text, start);
  const operandStart = afterName + operator.length;
  const close = closingBrace(text, start, operandStart);
  if (close === -1) return problem(text, start);
  return {
    kind: 'variable',
    name,
    operator,
    operand: text.slice(operandStart, close),
    start,
    end: close + 1,
  };
}

/** The brace that closes the variable: on the same line, braces counted; when they do not balance, the line's last one. */
function closingBrace(text: string, start: number, from: number): number {
  let open = 0;
  let last = -1;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\n') break;
    if (character === '}') {
      if (at >= from) last = at;
      if (--open === 0) return at;
    } else if (character === '{') {
      open++;
      at++; // The character behind an opening brace never counts.
      if (text.charAt(at) === '}' && at >= from) last = at;
    }
  }
  return last;
}

function problem(text: string, start: number): TemplateProblem {
  const close = text.indexOf('}', start);
  const end = close === -1 ? text.length : close + 1;
  return { text: text.slice(start, end), start, end };
}

/** What substitution asks of its surroundings. */
export interface Lookup {
  /** undefined is unset. */
  readonly variable: (name: string) => string | undefined;
  /** Called for a variable that is unset and has no default. */
  readonly unset: (name: string) => void;
  /** Called for `${NAME:?message}` that has no value. */
  readonly required: (name: string, message: string) => void;
  /** Called for a `$` that begins no variable. */
  readonly invalid: (problem: TemplateProblem) => void;
}

/** The text with its variables replaced. What is wrong is reported to `lookup`, and stands for an empty text. */
export function substitute(text: string, lookup: Lookup, depth = 0): string {
  if (!text.includes('$')) return text;
  const parts = parseTemplate(text);
  if ('start' in parts) {
    lookup.invalid(parts);
    return '';
  }
  if (depth > limits.interpolationDepth) {
    lookup.invalid({ text, start: 0, end: text.length });
    return '';
  }
  let result = '';
  for (const part of parts) {
    result += part.kind === 'text' ? part.text : valueOf(part, lookup, depth);
    if (result.length > limits.interpolatedLength) {
      lookup.invalid({ text, start: 0, end: text.length });
      return '';
    }
  }
  return result;
}

function valueOf(part: Variable, lookup: Lookup, depth: number): string {
  const value = lookup.variable(part.name);
  const operand = (): string => substitute(part.operand, lookup, depth + 1);
  switch (part.operator) {
    case ':-':
      return value !== undefined && value !== '' ? value : operand();
    case '-':
      return value ?? operand();
    case ':+':
      return value !== undefined && value !== '' ? operand() : '';
    case '+':
      return value === undefined ? '' : operand();
    case ':?':
    case '?':
      if (value === undefined || (value === '' && part.operator === ':?')) {
        lookup.required(part.name, operand());
        return '';
      }
      return value;
    case undefined:
      if (value === undefined) lookup.unset(part.name);
      return value ?? '';
  }
}
