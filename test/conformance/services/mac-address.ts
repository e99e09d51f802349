import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

/** The address of the network card. */
export const attribute: Attribute = {
  place: 'services',
  key: 'mac_address',
  forms: [
    ['"02:00:00:00:00:01"', '02:00:00:00:00:01'],
    ['"02:00:00:00:00:02"', '02:00:00:00:00:02'],
  ],
  merged: [
    ['"02:00:00:00:00:01"', '02:00:00:00:00:02', '02:00:00:00:00:02'],
    ['"02:00:00:00:00:01"', 'null', '02:00:00:00:00:01'],
    ['"02:00:00:00:00:01"', '!reset null', undefined],
    ['"02:00:00:00:00:01"', '!override "02:00:00:00:00:02"', '02:00:00:00:00:02'],
  ],
  templates: [
    ['"${V}"', { V: '02:00:00:00:00:01' }, '02:00:00:00:00:01'],
    ['${V:-02:00:00:00:00:02}', {}, '02:00:00:00:00:02'],
  ],
  refused: notText,
};
