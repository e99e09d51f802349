import type { Attribute } from '../attribute.ts';

/** How a cluster finds the service. */
export const attribute: Attribute = {
  place: 'deploy',
  key: 'endpoint_mode',
  forms: [
    ['vip', 'vip'],
    ['"dnsrr"', 'dnsrr'],
  ],
  merged: [
    ['vip', 'dnsrr', 'dnsrr'],
    ['vip', 'null', 'vip'],
    ['vip', '!reset null', undefined],
    ['vip', '!override "dnsrr"', 'dnsrr'],
  ],
  templates: [
    ['"${V}"', { V: 'vip' }, 'vip'],
    ['${V:-dnsrr}', {}, 'dnsrr'],
  ],
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
  ],
};
