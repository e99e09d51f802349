import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

/** The signal that ends the container. */
export const attribute: Attribute = {
  place: 'services',
  key: 'stop_signal',
  forms: [
    ['SIGUSR1', 'SIGUSR1'],
    ['"SIGTERM"', 'SIGTERM'],
    ['"9"', '9'],
  ],
  merged: [
    ['SIGUSR1', 'SIGTERM', 'SIGTERM'],
    ['SIGUSR1', 'null', 'SIGUSR1'],
    ['SIGUSR1', '!reset null', undefined],
    ['SIGUSR1', '!override "SIGTERM"', 'SIGTERM'],
  ],
  templates: [
    ['"${V}"', { V: 'SIGUSR1' }, 'SIGUSR1'],
    ['${V:-SIGTERM}', {}, 'SIGTERM'],
  ],
  refused: notText,
};
