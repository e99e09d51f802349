import type { Attribute } from '../attribute.ts';

/** Commands run in the container after its start. */
export const attribute: Attribute = {
  place: 'services',
  key: 'post_start',
  forms: [
    ['[{command: "echo a b"}]', [{ command: ['echo', 'a', 'b'] }]],
    [
      '[{command: [echo, a b], user: root, privileged: true, working_dir: /w, environment: [A=1]}]',
      [
        {
          command: ['echo', 'a b'],
          user: 'root',
          privileged: true,
          working_dir: '/w',
          environment: { A: '1' },
        },
      ],
    ],
    ['[{command: a, environment: {A: 1, B: null}}]', [{ command: ['a'], environment: { A: '1', B: null } }]],
    ['[{command: a, x-mine: 1}]', [{ command: ['a'], 'x-mine': 1 }]],
    ['[]', undefined],
  ],
  merged: [
    ['[{command: a}]', '[{command: b}]', [{ command: ['a'] }, { command: ['b'] }]],
    ['[{command: a}]', '!override [{command: b}]', [{ command: ['b'] }]],
    ['[{command: a}]', '!reset []', undefined],
  ],
  templates: [
    ['[{command: "echo ${V}"}]', { V: 'x' }, [{ command: ['echo', 'x'] }]],
    ['[{command: a, privileged: "${V:-true}"}]', {}, [{ command: ['a'], privileged: true }]],
  ],
  refused: [
    ['a', 'compose/wrong-type compose.yaml:4:17'],
    ['{command: a}', 'compose/wrong-type compose.yaml:4:5'],
    ['[a]', 'compose/wrong-type compose.yaml:4:18'],
    ['[{user: root}]', 'compose/missing-key compose.yaml:4:19'],
    ['[{command: a, usr: b}]', 'compose/unknown-key compose.yaml:4:31'],
    ['[{command: a, privileged: maybe}]', 'compose/bad-cast compose.yaml:4:43'],
    ['[{command: 5}]', 'compose/wrong-type compose.yaml:4:28'],
  ],
};
