import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { LogEvent } from '../../executor/logs/log-event.ts';
import { displayName } from './display-name.ts';
import type { LinePrinter } from './line-printer.ts';

/** What printing needs beside the printer. */
export interface PrintOptions {
  readonly project: string;
  /** Put the engine's time before each line. */
  readonly hasTimestamps: boolean;
  /** Say when a container ends. */
  readonly tellsExits: boolean;
  readonly report: (diagnostics: readonly Diagnostic[]) => void;
}

/** Prints one event of containers' output. */
export function printEvent(event: LogEvent, printer: LinePrinter, options: PrintOptions): void {
  const name = displayName(options.project, event.container);
  switch (event.kind) {
    case 'line': {
      const data = options.hasTimestamps
        ? Buffer.concat([Buffer.from(`${event.time} `), event.data])
        : event.data;
      printer.line(name, event.stream, data);
      return;
    }
    case 'exited':
      if (options.tellsExits) {
        const restarting = event.willRestart ? ' (restarting)' : '';
        printer.note(`${name} exited with code ${event.exitCode}${restarting}`);
      }
      return;
    case 'unreadable':
      printer.flush();
      options.report(event.diagnostics);
      return;
  }
}
