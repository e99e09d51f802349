import type { Attribute } from '../attribute.ts';

/** Memory and swap together; -1 for no limit. */
export const attribute: Attribute = {
  place: 'services',
  key: 'memswap_limit',
  forms: [
    ['512m', '536870912'],
    ['1gb', '1073741824'],
    ['1024', '1024'],
    ['"1024"', '1024'],
    ['1.5g', '1610612736'],
    ['"64 MiB"', '67108864'],
    ['10k', '10240'],
    ['1024b', '1024'],
    ['-1', '-1'],
  ],
  merged: [
    ['512m', '1g', '1073741824'],
    ['512m', '!reset null', undefined],
    ['512m', 'null', '536870912'],
  ],
  templates: [
    ['${V}', { V: '64m' }, '67108864'],
    ['${V:-1024}', {}, '1024'],
  ],
  refused: [
    ['lots', 'compose/bad-size +0'],
    ['[1]', 'compose/wrong-type key'],
    ['{a: 1}', 'compose/wrong-type key'],
    ['true', 'compose/wrong-type +0'],
    ['-5x', 'compose/bad-size +0'],
  ],
  beyond: [['"-1"', '-1']],
};
