import type { ArgsOf, Code, Severity } from './catalog.ts';
import { catalog } from './catalog.ts';
import type { Span } from './span.ts';

/** One finding, as data. Words come from the catalogue when it is printed. */
export type Diagnostic = {
  [C in Code]: {
    readonly code: C;
    readonly args: ArgsOf<C>;
    /** The place in a file that is at fault. */
    readonly span?: Span;
    /** Other places that explain it, each with a few words. */
    readonly related?: readonly RelatedPlace[];
  };
}[Code];

/** A second place that explains a finding. */
export interface RelatedPlace {
  readonly span: Span;
  readonly message: string;
}

/** What a stage gives: its value where it could make one, and all that it found. An error means no value to build on. */
export interface Outcome<T> {
  readonly value: T | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes a diagnostic; the arguments are typed by the code. */
export function diagnose<C extends Code>(
  code: C,
  args: ArgsOf<C>,
  span?: Span,
  related?: readonly RelatedPlace[],
): Diagnostic {
  // The union is keyed by code, which the compiler cannot follow through a type parameter.
  return {
    code,
    args,
    ...(span === undefined ? {} : { span }),
    ...(related === undefined ? {} : { related }),
  } as unknown as Diagnostic;
}

/** The severity that the catalogue gives a finding. */
export function severityOf(diagnostic: Diagnostic): Severity {
  return catalog[diagnostic.code].severity;
}

/** True when any finding is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => severityOf(diagnostic) === 'error');
}
