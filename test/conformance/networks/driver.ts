import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

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
  refused: notText,
};
