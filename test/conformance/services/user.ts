import type { Attribute } from '../attribute.ts';

/** Who the process is. */
export const attribute: Attribute = {
  place: 'services',
  key: 'user',
  forms: [
    ['root', 'root'],
    ['"1000:1000"', '1000:1000'],
    ['"0:0"', '0:0'],
  ],
  merged: [
    ['root', '1000:1000', '1000:1000'],
    ['root', 'null', 'root'],
    ['root', '!reset null', undefined],
    ['root', '!override "1000:1000"', '1000:1000'],
  ],
  templates: [
    ['"${V}"', { V: 'root' }, 'root'],
    ['${V:-1000:1000}', {}, '1000:1000'],
  ],
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['1000', 'compose/wrong-type +0'],
    ['1.5', 'compose/wrong-type +0'],
  ],
};
