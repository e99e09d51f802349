import type { Attribute } from '../attribute.ts';

/** Secrets by name, or with where and how they appear. */
export const attribute: Attribute = {
  place: 'services',
  key: 'secrets',
  around: 'secrets:\n  s: {environment: S}\n  t: {file: ./t}\n',
  forms: [
    ['[s]', [{ source: 's', target: '/run/secrets/s' }]],
    ['[{source: s}]', [{ source: 's', target: '/run/secrets/s' }]],
    ['[{source: s, target: other}]', [{ source: 's', target: 'other' }]],
    ['[{source: s, target: /run/s}]', [{ source: 's', target: '/run/s' }]],
    [
      '[{source: s, uid: "5", gid: "6", mode: 0400}]',
      [{ source: 's', target: '/run/secrets/s', uid: '5', gid: '6', mode: '0400' }],
    ],
    ['[{source: s, mode: "0440"}]', [{ source: 's', target: '/run/secrets/s', mode: '0440' }]],
    ['[{source: s, mode: 288}]', [{ source: 's', target: '/run/secrets/s', mode: '0440' }]],
    [
      '[s, t]',
      [
        { source: 's', target: '/run/secrets/s' },
        { source: 't', target: '/run/secrets/t' },
      ],
    ],
    ['[]', undefined],
  ],
  merged: [
    [
      '[s]',
      '[t]',
      [
        { source: 's', target: '/run/secrets/s' },
        { source: 't', target: '/run/secrets/t' },
      ],
    ],
    [
      '[s]',
      '[{source: s, target: s, mode: 0400}]',
      [
        { source: 's', target: '/run/secrets/s' },
        { source: 's', target: 's', mode: '0400' },
      ],
    ],
    ['[s]', '[s]', [{ source: 's', target: '/run/secrets/s' }]],
    ['[s]', '!override [t]', [{ source: 't', target: '/run/secrets/t' }]],
    ['[s]', '!reset []', undefined],
  ],
  templates: [
    ['["${V}"]', { V: 's' }, [{ source: 's', target: '/run/secrets/s' }]],
    [
      '[{source: s, uid: "${U:-7}", mode: "${M:-0400}"}]',
      {},
      [{ source: 's', target: '/run/secrets/s', uid: '7', mode: '0400' }],
    ],
  ],
  refused: [
    ['s', 'compose/wrong-type +0'],
    ['{s: /x}', 'compose/wrong-type key'],
    ['[nothing]', 'compose/undefined-reference +1'],
    ['[{source: 5}]', 'compose/wrong-type +10'],
    ['[{source: s, mod: 1}]', 'compose/unknown-key +13'],
    ['[{source: s, mode: high}]', 'compose/bad-mode +19'],
  ],
};
