import type { Attribute } from '../attribute.ts';

/** The name of the container. */
export const attribute: Attribute = {
  place: 'services',
  key: 'container_name',
  forms: [
    ['one', 'one'],
    ['"two"', 'two'],
  ],
  merged: [
    ['one', 'two', 'two'],
    ['one', 'null', 'one'],
    ['one', '!reset null', undefined],
    ['one', '!override "two"', 'two'],
  ],
  templates: [
    ['"${V}"', { V: 'one' }, 'one'],
    ['${V:-two}', {}, 'two'],
  ],
  refused: [
    ['[a]', 'compose/wrong-type compose.yaml:4:5'],
    ['{a: b}', 'compose/wrong-type compose.yaml:4:5'],
    ['5', 'compose/wrong-type compose.yaml:4:21'],
    ['"-x"', 'compose/bad-value compose.yaml:4:21'],
    ['"a b"', 'compose/bad-value compose.yaml:4:21'],
    ['""', 'compose/bad-value compose.yaml:4:21'],
  ],
};
