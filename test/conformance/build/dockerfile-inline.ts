import type { Attribute } from '../attribute.ts';

/** The build instructions themselves. */
export const attribute: Attribute = {
  place: 'build',
  key: 'dockerfile_inline',
  forms: [
    ['"FROM scratch"', 'FROM scratch'],
    ['"FROM a\\nRUN b\\n"', 'FROM a\nRUN b\n'],
  ],
  merged: [
    ['"FROM a"', '"FROM b"', 'FROM b'],
    ['"FROM a"', '!reset null', undefined],
  ],
  templates: [
    ['"FROM ${V}"', { V: 'a' }, 'FROM a'],
    ['"FROM $$V"', {}, 'FROM $V'],
  ],
  refused: [
    ['5', 'compose/wrong-type +0'],
    ['[a]', 'compose/wrong-type key'],
  ],
};
