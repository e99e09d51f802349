import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { severityOf } from '../diagnostics/diagnostic.ts';
import { renderJson, renderText } from '../diagnostics/render.ts';
import { messageOf } from '../diagnostics/words.ts';
import type { Host } from '../host/host.ts';
import { withoutCredentials } from '../lib/visible-text.ts';
import type { GlobalOptions } from './globals.ts';
import type { Streams } from './streams.ts';
import { resolveAnsi, wantsColor } from './style.ts';

/** Writes findings to stderr in the form that the global options ask for. */
export function writeDiagnostics(
  diagnostics: readonly Diagnostic[],
  globals: Pick<GlobalOptions, 'ansi' | 'errorFormat' | 'progress'>,
  { host, streams }: { readonly host: Host; readonly streams: Streams },
): void {
  if (diagnostics.length === 0) return;
  streams.stderr.write(render());

  function render(): string {
    if (globals.errorFormat === 'json') return renderJson(diagnostics, { workingDir: host.workingDir });
    if (globals.progress === 'json') return diagnostics.map(progressLine).join('');
    return renderText(diagnostics, {
      isColoured: wantsColor(resolveAnsi(globals.ansi, host.env), streams.stderr.isTerminal, host.env),
      workingDir: host.workingDir,
    });
  }
}

/** Under `--progress json` every line of stderr is an object; docker compose marks errors so. */
function progressLine(diagnostic: Diagnostic): string {
  const severity = severityOf(diagnostic);
  const message = withoutCredentials(messageOf(diagnostic));
  return `${JSON.stringify({ [severity]: true, message, code: diagnostic.code })}\n`;
}
