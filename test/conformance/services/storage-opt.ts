import type { Attribute } from '../attribute.ts';

/** Options of the storage driver. */
export const attribute: Attribute = {
  place: 'services',
  key: 'storage_opt',
  forms: [
    ['{size: 1G}', { size: '1G' }],
    ['{a: 1}', { a: '1' }],
    ['{}', undefined],
  ],
  merged: [
    ['{size: 1G}', '{size: 2G}', { size: '2G' }],
    ['{a: x}', '{b: y}', { a: 'x', b: 'y' }],
    ['{a: x}', '!reset null', undefined],
  ],
  templates: [['{size: "${V}"}', { V: '1G' }, { size: '1G' }]],
  refused: [
    ['a', 'compose/wrong-type +0'],
    ['[a=b]', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
    ['{a: [b]}', 'compose/wrong-type +1'],
    ['{a: true}', 'compose/wrong-type +4'],
  ],
};
