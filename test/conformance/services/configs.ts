import type { Attribute } from '../attribute.ts';

/** Configs by name, or with where and how they appear. */
export const attribute: Attribute = {
  place: 'services',
  key: 'configs',
  around: 'configs:\n  c: {content: x}\n  d: {file: ./d}\n',
  forms: [
    ['[c]', [{ source: 'c' }]],
    ['[{source: c}]', [{ source: 'c' }]],
    ['[{source: c, target: /etc/c}]', [{ source: 'c', target: '/etc/c' }]],
    [
      '[{source: c, target: /etc/c, uid: "5", gid: "6", mode: 0440}]',
      [{ source: 'c', target: '/etc/c', uid: '5', gid: '6', mode: '0440' }],
    ],
    ['[{source: c, mode: "0440"}]', [{ source: 'c', mode: '0440' }]],
    ['[c, d]', [{ source: 'c' }, { source: 'd' }]],
    ['[]', undefined],
  ],
  merged: [
    ['[c]', '[d]', [{ source: 'c' }, { source: 'd' }]],
    ['[c]', '[{source: c, target: /c, mode: 0400}]', [{ source: 'c', target: '/c', mode: '0400' }]],
    ['[{source: c, target: /x}]', '[{source: d, target: /x}]', [{ source: 'd', target: '/x' }]],
    ['[c]', '!override [d]', [{ source: 'd' }]],
    ['[c]', '!reset []', undefined],
  ],
  templates: [
    ['["${V}"]', { V: 'c' }, [{ source: 'c' }]],
    ['[{source: c, target: "${T:-/t}"}]', {}, [{ source: 'c', target: '/t' }]],
  ],
  refused: [
    ['c', 'compose/wrong-type +0'],
    ['{c: /x}', 'compose/wrong-type key'],
    ['[nothing]', 'compose/undefined-reference +1'],
    ['[{source: 5}]', 'compose/wrong-type +10'],
    ['[{source: c, mod: 1}]', 'compose/unknown-key +13'],
  ],
};
