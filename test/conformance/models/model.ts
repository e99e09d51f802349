import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

/** The model’s image. */
export const attribute: Attribute = {
  place: 'models',
  key: 'model',
  lossyJson: 'docker compose leaves models out of JSON',
  required: 'compose/missing-key compose.yaml:2:3',
  forms: [
    ['ai/x', 'ai/x'],
    ['"ai/y"', 'ai/y'],
  ],
  merged: [
    ['ai/x', 'ai/y', 'ai/y'],
    ['ai/x', 'null', 'ai/x'],
    ['ai/x', '!override "ai/y"', 'ai/y'],
  ],
  templates: [
    ['"${V}"', { V: 'ai/x' }, 'ai/x'],
    ['${V:-ai/y}', {}, 'ai/y'],
  ],
  refused: notText,
};
