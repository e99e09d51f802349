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
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
    ['"-x"', 'compose/bad-value +0'],
    ['"a b"', 'compose/bad-value +0'],
    ['""', 'compose/bad-value +0'],
  ],
};
