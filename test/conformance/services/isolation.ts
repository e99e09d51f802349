import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

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
  refused: notText,
};
