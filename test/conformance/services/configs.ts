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
    ['c', 'compose/wrong-type compose.yaml:4:14'],
    ['{c: /x}', 'compose/wrong-type compose.yaml:4:5'],
    ['[nothing]', 'compose/undefined-reference compose.yaml:4:15'],
    ['[{source: 5}]', 'compose/wrong-type compose.yaml:4:24'],
    ['[{source: c, mod: 1}]', 'compose/unknown-key compose.yaml:4:27'],
  ],
};
