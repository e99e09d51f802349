import type { Attribute } from '../attribute.ts';

/** Whether the standard input stays open. */
export const attribute: Attribute = {
  place: 'services',
  key: 'stdin_open',
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
    ['[a]', 'compose/wrong-type compose.yaml:4:5'],
    ['{a: b}', 'compose/wrong-type compose.yaml:4:5'],
    ['maybe', 'compose/bad-cast compose.yaml:4:17'],
    ['1', 'compose/wrong-type compose.yaml:4:17'],
  ],
};
