import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { ToolError } from '../../diagnostics/tool-error.ts';
import { sentenceOf } from '../engine-failure.ts';
import type { LogEvent, LogSource } from './log-event.ts';

/** Says that a container's output cannot be had. */
export function unreadable(source: LogSource, error: ToolError): LogEvent {
  const [first] = error.diagnostics;
  const cause = first?.code === 'engine/request-failed' ? first.args.cause : sentenceOf(error);
  const { container, service } = source;
  const diagnostic = diagnose('execute/logs-unreadable', {
    container,
    service,
    cause: cause.replace(/^failed to obtain logs for Container '\w+': /, ''),
  });
  return { kind: 'unreadable', ...source, diagnostics: [diagnostic] };
}
