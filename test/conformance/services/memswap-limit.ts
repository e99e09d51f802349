import type { Attribute } from '../attribute.ts';
import { size } from '../kinds.ts';

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
  merged: size.merged,
  templates: [
    ['${V}', { V: '64m' }, '67108864'],
    ['${V:-1024}', {}, '1024'],
  ],
  refused: size.refused,
  beyond: [['"-1"', '-1']],
};
