import { testAttribute, testRefused } from './attributes.ts';

const top = 'secrets:\n  s: {environment: S}\nconfigs:\n  c: {content: x}\n';

testAttribute(
  'secrets',
  [
    ['[s]', [{ source: 's', target: '/run/secrets/s' }]],
    ['[{source: s, target: other}]', [{ source: 's', target: 'other' }]],
    [
      '[{source: s, uid: "5", gid: "6", mode: 0400}]',
      [{ source: 's', target: '/run/secrets/s', uid: '5', gid: '6', mode: '0400' }],
    ],
    ['[{source: s, mode: "0440"}]', [{ source: 's', target: '/run/secrets/s', mode: '0440' }]],
  ],
  top,
);
testAttribute(
  'configs',
  [
    ['[c]', [{ source: 'c' }]],
    ['[{source: c, target: /etc/c, mode: 0755}]', [{ source: 'c', target: '/etc/c', mode: '0755' }]],
  ],
  top,
);
testRefused('secrets', [
  ['[{source: 5}]', 'compose/wrong-type compose.yaml:4:24'],
  ['[nothing]', 'compose/undefined-reference compose.yaml:4:15'],
]);
