import type { Attribute } from '../attribute.ts';

/** How many tokens the model sees. */
export const attribute: Attribute = {
  place: 'models',
  key: 'context_size',
  beside: ['model: ai/x'],
  lossyJson: 'docker compose leaves models out of JSON',
  forms: [
    ['1024', 1024],
    ['0', undefined],
  ],
  merged: [
    ['1024', '2048', 2048],
    ['1024', '!reset null', undefined],
  ],
  refused: [
    ['1.5', 'compose/wrong-type +0'],
    ['"1024"', 'compose/wrong-type +0'],
    ['[1]', 'compose/wrong-type key'],
    ['many', 'compose/wrong-type +0'],
  ],
};
