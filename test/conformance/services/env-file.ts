import type { Attribute } from '../attribute.ts';

/** Files with variables for the container: one, or a list, with options; they become the environment. */
export const attribute: Attribute = {
  place: 'services',
  key: 'env_file',
  files: { 'a.env': 'A=1\nB=two\n', 'b.env': 'B=$$2\nC="x y"\n', 'raw.env': "A='q'\n" },
  shown: ['services', 'web', 'environment'],
  forms: [
    ['a.env', { A: '1', B: 'two' }],
    ['./a.env', { A: '1', B: 'two' }],
    ['[a.env]', { A: '1', B: 'two' }],
    ['[a.env, b.env]', { A: '1', B: '$2', C: 'x y' }],
    ['[{path: a.env}]', { A: '1', B: 'two' }],
    ['[{path: none.env, required: false}]', undefined],
    ['[{path: a.env, required: true}, b.env]', { A: '1', B: '$2', C: 'x y' }],
    ['[{path: raw.env, format: raw}]', { A: "'q'" }],
    ['[]', undefined],
  ],
  merged: [
    ['a.env', 'b.env', { A: '1', B: '$2', C: 'x y' }],
    ['a.env', '[a.env, {path: none.env, required: false}]', { A: '1', B: 'two' }],
    ['a.env', '!override b.env', { B: '$2', C: 'x y' }],
    ['a.env', '!reset null', undefined],
  ],
  templates: [
    ['"${V}.env"', { V: 'a' }, { A: '1', B: 'two' }],
    ['[{path: "${V:-b}.env"}]', {}, { B: '$2', C: 'x y' }],
  ],
  refused: [
    ['none.env', 'compose/env-file-not-found +0'],
    ['5', 'compose/wrong-type +0'],
    ['[{path: none.env}]', 'compose/env-file-not-found +8'],
    ['{path: a.env}', 'compose/wrong-type key'],
    ['[{pth: a.env}]', 'compose/missing-key +2'],
    ['[{path: a.env, required: maybe}]', 'compose/bad-cast +25'],
    ['[{path: a.env, format: other}]', 'compose/bad-value +23'],
  ],
};
