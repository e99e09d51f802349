import { diagnose, severityOf } from '../diagnostics/diagnostic.ts';
import type { Code } from '../diagnostics/catalog.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText, Span } from '../diagnostics/span.ts';
import { limits } from './limits.ts';

/** Errors of a value that could not be made: what later stages say about it is only their echo. */
const unmade: ReadonlySet<Code> = new Set<Code>([
  'compose/variable-required',
  'compose/bad-template',
  'compose/bad-cast',
  'compose/date-value',
]);

/**
 * Findings in the order of the files (of `paths` first) and of the lines in each; those without a place come first. One place keeps one error:
 * what a later stage says about a value that an earlier one refused already is left out.
 */
export function inSourceOrder(
  found: readonly Diagnostic[],
  paths: readonly string[] = [],
): readonly Diagnostic[] {
  const places = new Map(paths.map((path, index) => [path, index]));
  const ranks = new Map<SourceText, number>();
  const causes = new Map<SourceText, Span[]>();
  for (const { code, span } of found) {
    if (span === undefined) continue;
    if (!ranks.has(span.source)) {
      ranks.set(span.source, places.get(span.source.path) ?? paths.length + ranks.size);
    }
    if (!unmade.has(code)) continue;
    const known = causes.get(span.source);
    if (known === undefined) causes.set(span.source, [span]);
    else known.push(span);
  }
  const rank = ({ span }: Diagnostic): number => (span === undefined ? -1 : (ranks.get(span.source) ?? 0));
  const seen = new Set<string>();
  const kept = found
    .filter((diagnostic) => {
      const key = identity(diagnostic, rank(diagnostic));
      if (seen.has(key) || isEcho(diagnostic, causes)) return false;
      seen.add(key);
      return true;
    })
    .sort((a, b) => rank(a) - rank(b) || (a.span?.start ?? 0) - (b.span?.start ?? 0));
  if (kept.length <= limits.findings) return kept;
  return [...shown(kept), diagnose('compose/more-findings', { count: kept.length - limits.findings })];
}

/** The first findings, errors before all else when there are any. */
function shown(kept: readonly Diagnostic[]): readonly Diagnostic[] {
  const errors = kept.filter((diagnostic) => severityOf(diagnostic) === 'error');
  return (errors.length > 0 ? errors : kept).slice(0, limits.findings);
}

function identity(diagnostic: Diagnostic, rank: number): string {
  const { code, args, span } = diagnostic;
  const isPlaced = span !== undefined && span.end > span.start;
  const place = span === undefined ? '' : `${rank}:${span.start}:${span.end}`;
  if (severityOf(diagnostic) === 'error' && isPlaced) return `error ${place}`;
  return `${place} ${JSON.stringify([code, args])}`;
}

/** True for an error of a value on one line that holds the cause of it. */
function isEcho({ code, span }: Diagnostic, causes: ReadonlyMap<SourceText, readonly Span[]>): boolean {
  if (span === undefined || unmade.has(code) || code === 'compose/variable-unset') return false;
  const inside = causes
    .get(span.source)
    ?.some(({ start, end }) => span.start <= start && end <= span.end && span.end > span.start);
  return inside === true && !span.source.text.slice(span.start, span.end).includes('\n');
}
