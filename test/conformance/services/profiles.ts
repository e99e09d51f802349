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
    ['{a: b}', 'compose/wrong-type compose.yaml:4:5'],
    ['[[a]]', 'compose/wrong-type compose.yaml:4:17'],
    ['5', 'compose/wrong-type compose.yaml:4:15'],
    ['debug', 'compose/wrong-type compose.yaml:4:15'],
  ],
};
