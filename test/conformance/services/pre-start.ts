import type { Attribute } from '../attribute.ts';

/** Commands run in a container of their own before the first start. */
export const attribute: Attribute = {
  place: 'services',
  key: 'pre_start',
  forms: [],
  refused: [
    ['a', 'compose/wrong-type +0'],
    ['[{command: a, imag: b}]', 'compose/unknown-key +14'],
  ],
  beyond: [
    ['[{command: "echo a b"}]', [{ command: ['echo', 'a', 'b'] }]],
    [
      '[{command: a, image: busybox, per_replica: true, user: u, privileged: true, working_dir: /w, environment: {A: 1}}]',
      [
        {
          command: ['a'],
          image: 'busybox',
          user: 'u',
          privileged: true,
          working_dir: '/w',
          environment: { A: '1' },
          per_replica: true,
        },
      ],
    ],
  ],
  beyondMerged: [['[{command: a}]', '[{command: b}]', [{ command: ['a'] }, { command: ['b'] }]]],
};
