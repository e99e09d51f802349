import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

/** The name on the engine. */
export const attribute: Attribute = {
  place: 'networks',
  key: 'name',
  absent: 'test_net',
  forms: [
    ['own', 'own'],
    ['"other-name"', 'other-name'],
  ],
  merged: [
    ['own', 'other-name', 'other-name'],
    ['own', 'null', 'own'],
    ['own', '!reset null', 'test_net'],
    ['own', '!override "other-name"', 'other-name'],
  ],
  templates: [
    ['"${V}"', { V: 'own' }, 'own'],
    ['${V:-other-name}', {}, 'other-name'],
  ],
  refused: notText,
};
