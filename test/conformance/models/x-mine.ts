import type { Attribute } from '../attribute.ts';

/** Extensions are kept as they are. */
export const attribute: Attribute = {
  place: 'models',
  key: 'x-mine',
  beside: ['model: ai/x'],
  lossyJson: 'docker compose leaves models out of JSON',
  forms: [['text', 'text']],
  merged: [['a', 'b', 'b']],
};
