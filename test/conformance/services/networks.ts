import type { Attribute } from '../attribute.ts';

/** Networks by name, or with addresses and names there. */
export const attribute: Attribute = {
  place: 'services',
  key: 'networks',
  around: 'networks:\n  a: {}\n  b: {}\n',
  absent: { default: null },
  forms: [
    ['[a, b]', { a: null, b: null }],
    ['{a: null}', { a: null }],
    ['{}', { default: null }],
    ['[]', { default: null }],
    ['{a: {}}', { a: {} }],
    ['{a: {aliases: [x, y]}}', { a: { aliases: ['x', 'y'] } }],
    [
      '{a: {ipv4_address: 10.0.0.2, ipv6_address: "fd00::2"}}',
      { a: { ipv4_address: '10.0.0.2', ipv6_address: 'fd00::2' } },
    ],
    ['{a: {link_local_ips: [169.254.1.1]}}', { a: { link_local_ips: ['169.254.1.1'] } }],
    [
      '{a: {mac_address: "02:00:00:00:00:01", interface_name: eth7}}',
      { a: { interface_name: 'eth7', mac_address: '02:00:00:00:00:01' } },
    ],
    ['{a: {driver_opts: {o: v, n: 1}}}', { a: { driver_opts: { n: '1', o: 'v' } } }],
    [
      '{a: {priority: 5, gw_priority: 1}, b: {priority: 1}}',
      { a: { gw_priority: 1, priority: 5 }, b: { priority: 1 } },
    ],
    ['[default]', { default: null }],
    ['{a: {x-mine: 1}}', { a: { 'x-mine': 1 } }],
  ],
  merged: [
    ['[a]', '[b]', { a: null, b: null }],
    ['[a]', '{a: {aliases: [x]}}', { a: { aliases: ['x'] } }],
    [
      '{a: {aliases: [x]}}',
      '{a: {aliases: [y], ipv4_address: 10.0.0.2}}',
      { a: { aliases: ['x', 'y'], ipv4_address: '10.0.0.2' } },
    ],
    ['{a: {aliases: [x]}}', '[a]', { a: { aliases: ['x'] } }],
    ['[a]', '!override [b]', { b: null }],
    ['[a, b]', '{b: !reset null}', { a: null }],
    ['[a]', '!reset null', { default: null }],
    ['[a]', 'null', { a: null }],
  ],
  templates: [
    ['["${V}"]', { V: 'a' }, { a: null }],
    [
      '{a: {ipv4_address: "${IP}", ipv6_address: "${P6:-fd00::3}"}}',
      { IP: '10.0.0.3' },
      { a: { ipv4_address: '10.0.0.3', ipv6_address: 'fd00::3' } },
    ],
  ],
  refused: [
    ['a', 'compose/wrong-type +0'],
    ['[nowhere]', 'compose/undefined-reference +1'],
    ['{a: {alias: [x]}}', 'compose/unknown-key +5'],
    ['{a: 5}', 'compose/wrong-type +4'],
    ['[a, a]', 'compose/repeated-entry +4'],
    ['{a: {aliases: x}}', 'compose/wrong-type +14'],
    ['{a: {priority: high}}', 'compose/wrong-type +15'],
    ['5', 'compose/wrong-type +0'],
  ],
  beyond: [
    [
      '{a: {x-podman.interface_name: eth3, x-podman.mac_address: "02:00:00:00:00:09"}}',
      { a: { 'x-podman.interface_name': 'eth3', 'x-podman.mac_address': '02:00:00:00:00:09' } },
    ],
  ],
};
