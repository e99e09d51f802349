import type { Attribute } from '../attribute.ts';

/** The isolation, on Windows. */
export const attribute: Attribute = {
  place: 'services',
  key: 'isolation',
  forms: [
    ['process', 'process'],
    ['"hyperv"', 'hyperv'],
  ],
  merged: [
    ['process', 'hyperv', 'hyperv'],
    ['process', 'null', 'process'],
    ['process', '!reset null', undefined],
    ['process', '!override "hyperv"', 'hyperv'],
  ],
  templates: [
    ['"${V}"', { V: 'process' }, 'process'],
    ['${V:-hyperv}', {}, 'hyperv'],
  ],
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
  ],
};
