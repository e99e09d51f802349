import type { Attribute } from '../attribute.ts';

/** Whether it has no way out. */
export const attribute: Attribute = {
  place: 'networks',
  key: 'internal',
  forms: [
    ['true', true],
    ['false', undefined],
    ['"true"', true],
    ['"false"', undefined],
  ],
  merged: [
    ['true', 'false', undefined],
    ['false', 'true', true],
    ['true', '!reset null', undefined],
    ['true', 'null', true],
  ],
  templates: [
    ['${V}', { V: 'true' }, true],
    ['${V}', { V: 'false' }, undefined],
    ['${V:-yes}', {}, true],
  ],
  refused: [
    ['[a]', 'compose/wrong-type compose.yaml:3:5'],
    ['{a: b}', 'compose/wrong-type compose.yaml:3:5'],
    ['maybe', 'compose/bad-cast compose.yaml:3:15'],
    ['1', 'compose/wrong-type compose.yaml:3:15'],
  ],
};
