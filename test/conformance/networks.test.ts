import { testAttribute, testRefused } from './attributes.ts';

testAttribute(
  'networks',
  [
    ['[a, b]', { a: null, b: null }],
    ['{a: null}', { a: null }],
    ['{}', { default: null }],
    [
      '{a: {aliases: [x], ipv4_address: 10.0.0.2, priority: 5, gw_priority: 1, mac_address: "02:00:00:00:00:01"}}',
      {
        a: {
          aliases: ['x'],
          gw_priority: 1,
          ipv4_address: '10.0.0.2',
          mac_address: '02:00:00:00:00:01',
          priority: 5,
        },
      },
    ],
  ],
  'networks:\n  a: {}\n  b: {}\n',
);
testAttribute('network_mode', [
  ['host', 'host'],
  ['none', 'none'],
  ['service:other', 'service:other'],
  ['container:x', 'container:x'],
  ['pasta', 'pasta'],
  ['"slirp4netns:port_handler=slirp4netns"', 'slirp4netns:port_handler=slirp4netns'],
  ['ns:/run/netns/x', 'ns:/run/netns/x'],
]);
testRefused('networks', [['[nowhere]', 'compose/undefined-reference compose.yaml:4:16']]);
