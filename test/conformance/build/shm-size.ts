import type { Attribute } from '../attribute.ts';

/** The size of /dev/shm while building. */
export const attribute: Attribute = {
  place: 'build',
  key: 'shm_size',
  forms: [
    ['512m', '536870912'],
    ['1gb', '1073741824'],
    ['1024', '1024'],
    ['"1024"', '1024'],
    ['1.5g', '1610612736'],
    ['"64 MiB"', '67108864'],
    ['10k', '10240'],
    ['1024b', '1024'],
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
    ['lots', 'compose/bad-size compose.yaml:5:17'],
    ['[1]', 'compose/wrong-type compose.yaml:5:7'],
    ['{a: 1}', 'compose/wrong-type compose.yaml:5:7'],
    ['true', 'compose/wrong-type compose.yaml:5:17'],
    ['-5x', 'compose/bad-size compose.yaml:5:17'],
  ],
};
