import type { Attribute } from '../attribute.ts';

/** When the service is part of the project. */
export const attribute: Attribute = {
  place: 'services',
  key: 'profiles',
  shown: ['services', 'web', 'profiles'],
  forms: [
    ['[debug, test]', undefined],
    ['[]', undefined],
  ],
  merged: [
    ['[debug]', '[test]', undefined],
    ['[debug, test]', '[debug]', undefined],
    ['[debug]', '!override [test]', undefined],
    ['[debug]', '!reset []', undefined],
    ['[debug]', 'null', undefined],
  ],
  templates: [['["${V}"]', { V: 'debug' }, undefined]],
  refused: [
    ['{a: b}', 'compose/wrong-type key'],
    ['[[a]]', 'compose/wrong-type +2'],
    ['5', 'compose/wrong-type +0'],
    ['debug', 'compose/wrong-type +0'],
  ],
};
