import type { Attribute } from '../attribute.ts';

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
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
  ],
};
