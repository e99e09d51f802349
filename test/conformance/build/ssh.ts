import type { Attribute } from '../attribute.ts';

/** Agents and keys: `default`, or `id=path`, as a list or a mapping. */
export const attribute: Attribute = {
  place: 'build',
  key: 'ssh',
  forms: [
    ['[default]', ['default']],
    ['{default: null}', ['default']],
    ['[]', undefined],
  ],
  merged: [['[default]', '!reset []', undefined]],
  templates: [['["${V}"]', { V: 'default' }, ['default']]],
  refused: [
    ['default', 'compose/wrong-type +0'],
    ['5', 'compose/wrong-type +0'],
    ['[[a]]', 'compose/wrong-type +2'],
  ],
  beyond: [
    ['[key=./id, default]', ['default', 'key=/project/id']],
    ['{key: ./id, other: /abs/id}', ['key=/project/id', 'other=/abs/id']],
    ['{key: ~/id}', ['key=/home/user/id']],
  ],
};
