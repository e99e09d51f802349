import type { Attribute } from '../attribute.ts';

/** The name of the model on the engine. */
export const attribute: Attribute = {
  place: 'models',
  key: 'name',
  beside: ['model: ai/x'],
  lossyJson: 'docker compose leaves models out of JSON',
  forms: [
    ['own', 'own'],
    ['"other-name"', 'other-name'],
  ],
  merged: [
    ['own', 'other-name', 'other-name'],
    ['own', 'null', 'own'],
    ['own', '!reset null', undefined],
    ['own', '!override "other-name"', 'other-name'],
  ],
  templates: [
    ['"${V}"', { V: 'own' }, 'own'],
    ['${V:-other-name}', {}, 'other-name'],
  ],
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
  ],
};
