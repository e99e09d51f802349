import type { Attribute } from '../attribute.ts';

/** Whether the build may do all that the host may. */
export const attribute: Attribute = {
  place: 'build',
  key: 'privileged',
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
    ['maybe', 'compose/bad-cast compose.yaml:5:19'],
    ['1', 'compose/wrong-type compose.yaml:5:19'],
  ],
};
