import type { Diagnostic } from './diagnostic.ts';

/** An expected failure at an edge (engine, file, process): it holds what to tell the user, and keeps its cause. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: Diagnostic | readonly Diagnostic[], options?: ErrorOptions) {
    const list: readonly Diagnostic[] = Array.isArray(diagnostics)
      ? diagnostics
      : [diagnostics as Diagnostic];
    super(list.map((diagnostic) => diagnostic.code).join(', '), options);
    this.diagnostics = list;
  }
}
