import { formatBytes } from '../../lib/format-bytes.ts';
import { engineAnswers } from '../../machine/engine-answers.ts';
import type { MachineEvent } from '../../machine/progress.ts';
import type { MachineContext } from '../../machine/provider.ts';
import { stateDirOf } from '../../machine/state-dir.ts';
import type { CommandContext } from '../context.ts';
import type { Style } from '../style.ts';
import { ask } from './ask.ts';

/** What machine operations need, from what a command gets. Progress goes to stderr. */
export function machineContext(context: CommandContext, isConsenting: boolean): MachineContext {
  return {
    host: context.host,
    stateDir: stateDirOf(context.host),
    signal: context.signal,
    progress: (event) => tell(context, event),
    answers: engineAnswers,
    consent: async (commands) => {
      const text = `Selkie will run:\n${commands.map((command) => `  ${command}\n`).join('')}`;
      if (!isConsenting) return ask(context, `${text}Run it?`);
      context.streams.stderr.write(text);
      return true;
    },
  };
}

function tell({ globals, streams, errStyle }: CommandContext, event: MachineEvent): void {
  if (globals.progress === 'quiet') return;
  const isJson = globals.progress === 'json';
  streams.stderr.write(`${isJson ? JSON.stringify({ machine: event }) : words(event, errStyle)}\n`);
}

function words(event: MachineEvent, style: Style): string {
  switch (event.kind) {
    case 'begin':
      return event.what;
    case 'detail':
      return `  ${style.dim(event.text)}`;
    case 'bytes':
      return `  ${style.dim(bytesInWords(event.doneBytes, event.totalBytes))}`;
    case 'done':
      return `  ${style.done('done')} in ${(event.ms / 1000).toFixed(1)} s`;
    case 'note':
      return event.text;
  }
}

function bytesInWords(done: number, total: number | undefined): string {
  if (total === undefined) return formatBytes(done, 3);
  const percent = Math.floor((done / Math.max(total, 1)) * 100);
  return `${formatBytes(done, 3)} of ${formatBytes(total, 3)} (${percent} %)`;
}
