import type { Attribute } from '../attribute.ts';

/** Whether a small init runs as the first process. */
export const attribute: Attribute = {
  place: 'services',
  key: 'init',
  forms: [
    ['true', true],
    ['false', false],
    ['"true"', true],
    ['"false"', false],
  ],
  merged: [
    ['true', 'false', false],
    ['false', 'true', true],
    ['true', '!reset null', undefined],
    ['true', 'null', true],
  ],
  templates: [
    ['${V}', { V: 'true' }, true],
    ['${V}', { V: 'false' }, false],
    ['${V:-yes}', {}, true],
  ],
  refused: [
    ['[a]', 'compose/wrong-type compose.yaml:4:5'],
    ['{a: b}', 'compose/wrong-type compose.yaml:4:5'],
    ['maybe', 'compose/bad-cast compose.yaml:4:11'],
    ['1', 'compose/wrong-type compose.yaml:4:11'],
  ],
};
