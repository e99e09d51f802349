import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

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
  refused: notText,
};
