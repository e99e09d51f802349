import type { Attribute } from '../attribute.ts';

/** Credentials of a managed account, on Windows. */
export const attribute: Attribute = {
  place: 'services',
  key: 'credential_spec',
  around: 'configs:\n  c: {content: x}\n  d: {file: ./d}\n',
  forms: [
    ['{file: spec.json}', { file: 'spec.json' }],
    ['{registry: key}', { registry: 'key' }],
    ['{config: c}', { config: 'c' }],
    ['{}', {}],
  ],
  merged: [
    ['{file: a}', '{file: b}', { file: 'b' }],
    ['{file: a}', '{registry: b}', { file: 'a', registry: 'b' }],
    ['{file: a}', '!reset null', undefined],
  ],
  templates: [['{file: "${V}"}', { V: 'x' }, { file: 'x' }]],
  refused: [
    ['a', 'compose/wrong-type +0'],
    ['{fil: a}', 'compose/unknown-key +1'],
    ['{file: [a]}', 'compose/wrong-type +1'],
  ],
};
