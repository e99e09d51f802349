import type { Attribute } from '../attribute.ts';

/** The driver. */
export const attribute: Attribute = {
  place: 'networks',
  key: 'driver',
  forms: [
    ['bridge', 'bridge'],
    ['"macvlan"', 'macvlan'],
  ],
  merged: [
    ['bridge', 'macvlan', 'macvlan'],
    ['bridge', 'null', 'bridge'],
    ['bridge', '!reset null', undefined],
    ['bridge', '!override "macvlan"', 'macvlan'],
  ],
  templates: [
    ['"${V}"', { V: 'bridge' }, 'bridge'],
    ['${V:-macvlan}', {}, 'macvlan'],
  ],
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
  ],
};
