import { severityOf } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/span.ts';

/**
 * Findings in the order of the files and of the lines in each; those without a place come first. One place keeps one error:
 * what a later stage says about a value that an earlier one refused already is left out.
 */
export function inSourceOrder(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const sources = new Map<SourceText, number>();
  for (const { span } of found) {
    if (span !== undefined && !sources.has(span.source)) sources.set(span.source, sources.size);
  }
  const seen = new Set<string>();
  const kept = found.filter((diagnostic) => {
    const { span } = diagnostic;
    const isError = severityOf(diagnostic) === 'error';
    const place = span === undefined ? '' : `${sources.get(span.source) ?? 0}:${span.start}:${span.end}`;
    const key =
      isError && span !== undefined && span.end > span.start
        ? `error ${place}`
        : `${place} ${JSON.stringify([diagnostic.code, diagnostic.args])}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  const rank = ({ span }: Diagnostic): number => (span === undefined ? -1 : (sources.get(span.source) ?? 0));
  return kept.sort((a, b) => rank(a) - rank(b) || (a.span?.start ?? 0) - (b.span?.start ?? 0));
}
