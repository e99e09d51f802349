import type { Attribute } from '../attribute.ts';

/** How willingly the container is killed without memory. */
export const attribute: Attribute = {
  place: 'services',
  key: 'oom_score_adj',
  forms: [
    ['-500', -500],
    ['"100"', 100],
  ],
  merged: [
    ['-500', '100', 100],
    ['-500', '!reset null', undefined],
    ['-500', 'null', -500],
  ],
  templates: [
    ['${V}', { V: '-500' }, -500],
    ['${V:-100}', {}, 100],
  ],
  refused: [
    ['[1]', 'compose/wrong-type compose.yaml:4:5'],
    ['{a: 1}', 'compose/wrong-type compose.yaml:4:5'],
    ['some', 'compose/bad-cast compose.yaml:4:20'],
    ['true', 'compose/wrong-type compose.yaml:4:20'],
    ['1001', 'compose/bad-value compose.yaml:4:20'],
    ['-1001', 'compose/bad-value compose.yaml:4:20'],
    ['1.5', 'compose/wrong-type compose.yaml:4:20'],
  ],
};
