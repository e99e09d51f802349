import type { Attribute } from '../attribute.ts';

/** What the build may do beyond the usual. */
export const attribute: Attribute = {
  place: 'build',
  key: 'entitlements',
  forms: [
    ['[network.host, security.insecure]', ['network.host', 'security.insecure']],
    ['[]', undefined],
  ],
  merged: [
    ['[network.host]', '[security.insecure]', ['network.host', 'security.insecure']],
    [
      '[network.host, security.insecure]',
      '[network.host]',
      ['network.host', 'security.insecure', 'network.host'],
    ],
    ['[network.host]', '!override [security.insecure]', ['security.insecure']],
    ['[network.host]', '!reset []', undefined],
    ['[network.host]', 'null', ['network.host']],
  ],
  templates: [['["${V}"]', { V: 'network.host' }, ['network.host']]],
  refused: [
    ['{a: b}', 'compose/wrong-type key'],
    ['[[a]]', 'compose/wrong-type +2'],
    ['5', 'compose/wrong-type +0'],
    ['a', 'compose/wrong-type +0'],
  ],
};
