import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { positionIn } from '../../diagnostics/line-table.ts';
import type { SourceText } from '../../diagnostics/span.ts';
import { limits } from '../limits.ts';
import { explain } from './explain.ts';
import type { YamlError } from './explain.ts';

/**
 * The mistakes of a document's syntax. One mistake makes the YAML reader stumble several times, so of what it says about
 * neighbouring lines only one thing is kept; a merge conflict explains all that follows it.
 */
export function yamlMistakes(errors: readonly YamlError[], source: SourceText): readonly Diagnostic[] {
  const conflicts = conflictsIn(source);
  const before = conflicts[0]?.span?.start ?? Number.POSITIVE_INFINITY;
  const stumbles = errors
    .filter(({ code, pos }) => code !== 'MULTIPLE_DOCS' && pos[0] < before)
    .toSorted((a, b) => a.pos[0] - b.pos[0]);
  const explained = onePerPlace(stumbles, source).map((error) => {
    const { problem, advice, span } = explain(error, source);
    return diagnose('compose/yaml', { problem, advice }, span);
  });
  return [...explained.slice(0, limits.yamlFindings), ...conflicts.slice(0, limits.yamlFindings)];
}

/** A tab is the cause of what stands beside it; otherwise the first stumble is. */
function onePerPlace(errors: readonly YamlError[], source: SourceText): readonly YamlError[] {
  const kept: YamlError[] = [];
  let lastLine = Number.NEGATIVE_INFINITY;
  for (const error of errors) {
    const { line } = positionIn(source, error.pos[0]);
    const isNear = line <= lastLine + 1;
    lastLine = line;
    if (!isNear) kept.push(error);
    else if (error.code === 'TAB_AS_INDENT' && kept.at(-1)?.code !== 'TAB_AS_INDENT')
      kept.splice(-1, 1, error);
  }
  return kept;
}

function conflictsIn(source: SourceText): readonly Diagnostic[] {
  return [...source.text.matchAll(/^<{7}(?: .*)?$/gm)].map((match) =>
    diagnose(
      'compose/yaml',
      {
        problem: 'a merge conflict of git is left in the file',
        advice: 'keep one side, and remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`',
      },
      { source, start: match.index, end: match.index + match[0].trimEnd().length },
    ),
  );
}
