import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

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
  refused: notText,
};
