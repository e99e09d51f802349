import type { Attribute } from '../attribute.ts';

/** Secrets for `RUN` instructions. */
export const attribute: Attribute = {
  place: 'build',
  key: 'secrets',
  around: 'secrets:\n  s: {environment: S}\n  t: {file: ./t}\n',
  forms: [
    ['[s]', [{ source: 's' }]],
    ['[{source: s, target: x}]', [{ source: 's', target: 'x' }]],
    [
      '[{source: s, target: x, uid: "1", gid: "2", mode: 0400}]',
      [{ source: 's', target: 'x', uid: '1', gid: '2', mode: '0400' }],
    ],
    ['[s, t]', [{ source: 's' }, { source: 't' }]],
    ['[]', undefined],
  ],
  merged: [
    ['[s]', '[t]', [{ source: 's' }, { source: 't' }]],
    ['[s]', '!override [t]', [{ source: 't' }]],
    ['[s]', '!reset []', undefined],
  ],
  templates: [
    ['["${V}"]', { V: 's' }, [{ source: 's' }]],
    ['[{source: s, target: "${V:-x}"}]', {}, [{ source: 's', target: 'x' }]],
  ],
  refused: [
    ['s', 'compose/wrong-type +0'],
    ['[nothing]', 'compose/undefined-reference +1'],
    ['[{source: s, src: s}]', 'compose/unknown-key +13'],
    ['[5]', 'compose/wrong-type +1'],
  ],
};
