import type { ProgressLine } from '../replies.ts';
import type { Fields } from './fields.ts';
import { fieldsOf } from './fields.ts';

/** A line of a pull's or build's answer, or the failure that it reports in band. */
export type ProgressReply = ProgressLine | { readonly kind: 'failure'; readonly message: string };

/** What a line says; a line that says nothing to us gives undefined. */
export function decodeProgress(value: unknown): ProgressReply | undefined {
  const line = fieldsOf(value, 'progress');
  if (line.has('error')) return { kind: 'failure', message: line.text('error').trim() };
  if (line.has('errorDetail')) return { kind: 'failure', message: line.child('errorDetail').text('message') };
  if (line.has('message')) return { kind: 'failure', message: line.text('message') };
  if (line.has('stream')) return { kind: 'text', text: line.text('stream') };
  if (line.has('status')) return layerOf(line);
  const id = line.text('id') || line.texts('images')[0];
  return id === undefined || id === '' ? undefined : { kind: 'image', id };
}

function layerOf(line: Fields): ProgressLine {
  const detail = line.child('progressDetail');
  return {
    kind: 'layer',
    id: line.text('id'),
    status: line.text('status'),
    current: detail.number('current'),
    total: detail.number('total'),
  };
}
