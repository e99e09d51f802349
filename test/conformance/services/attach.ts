import type { Attribute } from '../attribute.ts';

/** Whether `up` shows the output. */
export const attribute: Attribute = {
  place: 'services',
  key: 'attach',
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
    ['maybe', 'compose/bad-cast compose.yaml:4:13'],
    ['1', 'compose/wrong-type compose.yaml:4:13'],
  ],
};
