import type { Attribute } from '../attribute.ts';

/** More names for the image. */
export const attribute: Attribute = {
  place: 'build',
  key: 'tags',
  forms: [
    ['["x:1", "y:2"]', ['x:1', 'y:2']],
    ['[]', undefined],
  ],
  merged: [
    ['["x:1"]', '["y:2"]', ['x:1', 'y:2']],
    ['["x:1", "y:2"]', '["x:1"]', ['x:1', 'y:2']],
    ['["x:1"]', '!override ["y:2"]', ['y:2']],
    ['["x:1"]', '!reset []', undefined],
    ['["x:1"]', 'null', ['x:1']],
  ],
  templates: [['["${V}"]', { V: 'x:1' }, ['x:1']]],
  refused: [
    ['{a: b}', 'compose/wrong-type key'],
    ['[[a]]', 'compose/wrong-type +2'],
    ['5', 'compose/wrong-type +0'],
    ['x', 'compose/wrong-type +0'],
  ],
};
