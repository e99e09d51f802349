import type { Attribute } from '../attribute.ts';

/** Whether every step is done again. */
export const attribute: Attribute = {
  place: 'build',
  key: 'no_cache',
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
    ['[a]', 'compose/wrong-type compose.yaml:5:7'],
    ['{a: b}', 'compose/wrong-type compose.yaml:5:7'],
    ['maybe', 'compose/bad-cast compose.yaml:5:17'],
    ['1', 'compose/wrong-type compose.yaml:5:17'],
  ],
};
