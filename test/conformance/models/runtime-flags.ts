import type { Attribute } from '../attribute.ts';

/** Flags of the engine that runs the model. */
export const attribute: Attribute = {
  place: 'models',
  key: 'runtime_flags',
  beside: ['model: ai/x'],
  lossyJson: 'docker compose leaves models out of JSON',
  forms: [
    ['["--a", "--b=1"]', ['--a', '--b=1']],
    ['[]', undefined],
  ],
  merged: [
    ['["--a"]', '["--b=1"]', ['--a', '--b=1']],
    ['["--a", "--b=1"]', '["--a"]', ['--a', '--b=1', '--a']],
    ['["--a"]', '!override ["--b=1"]', ['--b=1']],
    ['["--a"]', '!reset []', undefined],
    ['["--a"]', 'null', ['--a']],
  ],
  templates: [['["${V}"]', { V: '--a' }, ['--a']]],
  refused: [
    ['{a: b}', 'compose/wrong-type key'],
    ['[[a]]', 'compose/wrong-type +2'],
    ['5', 'compose/wrong-type +0'],
    ['a', 'compose/wrong-type +0'],
  ],
};
