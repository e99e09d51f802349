import type { Attribute } from '../attribute.ts';

/** Addresses. */
export const attribute: Attribute = {
  place: 'networks',
  key: 'ipam',
  forms: [
    ['{driver: default}', { driver: 'default' }],
    [
      '{config: [{subnet: 10.0.0.0/24, ip_range: 10.0.0.128/25, gateway: 10.0.0.1, aux_addresses: {host1: 10.0.0.5}}]}',
      {
        config: [
          {
            subnet: '10.0.0.0/24',
            gateway: '10.0.0.1',
            ip_range: '10.0.0.128/25',
            aux_addresses: { host1: '10.0.0.5' },
          },
        ],
      },
    ],
    ['{config: [{subnet: "fd00::/64"}]}', { config: [{ subnet: 'fd00::/64' }] }],
    ['{}', undefined],
    ['{config: []}', undefined],
    ['{x-mine: 1}', { 'x-mine': 1 }],
  ],
  merged: [
    [
      '{config: [{subnet: 10.0.0.0/24}]}',
      '{config: [{subnet: 10.0.1.0/24}]}',
      { config: [{ subnet: '10.0.1.0/24' }] },
    ],
    [
      '{config: [{subnet: 10.0.0.0/24}]}',
      '{config: [{subnet: 10.0.0.0/24, gateway: 10.0.0.1}]}',
      { config: [{ subnet: '10.0.0.0/24', gateway: '10.0.0.1' }] },
    ],
    [
      '{driver: a}',
      '{config: [{subnet: 10.0.0.0/24}]}',
      { driver: 'a', config: [{ subnet: '10.0.0.0/24' }] },
    ],
    [
      '{config: [{subnet: 10.0.0.0/24, gateway: 10.0.0.1}]}',
      '{config: [{subnet: 10.0.0.0/24, gateway: 10.0.0.2}, {subnet: 10.0.1.0/24}]}',
      { config: [{ subnet: '10.0.0.0/24', gateway: '10.0.0.2' }, { subnet: '10.0.1.0/24' }] },
    ],
    [
      '{config: [{subnet: 10.0.0.0/24}]}',
      '!override {config: [{subnet: 10.0.1.0/24}]}',
      { config: [{ subnet: '10.0.1.0/24' }] },
    ],
    ['{driver: a}', '!reset null', undefined],
  ],
  templates: [
    ['{config: [{subnet: "${V}"}]}', { V: '10.0.0.0/24' }, { config: [{ subnet: '10.0.0.0/24' }] }],
    ['{driver: "${V:-default}"}', {}, { driver: 'default' }],
  ],
  refused: [
    ['text', 'compose/wrong-type +0'],
    ['5', 'compose/wrong-type +0'],
    ['{confg: []}', 'compose/unknown-key +1'],
    ['{config: {subnet: a}}', 'compose/wrong-type +1'],
    ['{config: [{subnt: a}]}', 'compose/unknown-key +11'],
    ['{config: [{subnet: 5}]}', 'compose/wrong-type +19'],
    ['{options: {a: 5}}', 'compose/wrong-type +14'],
  ],
  beyond: [
    ['{options: {a: b}}', { options: { a: 'b' } }],
    ['{config: [{subnet: 10.0.0.0/24, x-mine: 1}]}', { config: [{ subnet: '10.0.0.0/24', 'x-mine': 1 }] }],
  ],
};
