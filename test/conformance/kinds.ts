import type { Attribute, Refusal } from './attribute.ts';

/** What is the same for attributes of one kind, wherever they stand and whatever they are called. */
type Kind = Omit<Attribute, 'place' | 'key'>;

/** What is no text. */
export const notText: readonly Refusal[] = [
  ['[a]', 'compose/wrong-type key'],
  ['{a: b}', 'compose/wrong-type key'],
  ['5', 'compose/wrong-type +0'],
];

/** A list of `key=value` or a mapping, as labels are. */
export const labels = {
  forms: [
    ['[a=1, b, c=, "d=x=y"]', { a: '1', b: '', c: '', d: 'x=y' }],
    [
      '{a: 1, b: null, c: true, d: 1.5, e: "1.0", f: ""}',
      { a: '1', b: '', c: 'true', d: '1.5', e: '1.0', f: '' },
    ],
    ['{}', undefined],
    ['[]', undefined],
    ['[a=1, a=2]', { a: '2' }],
  ],
  merged: [
    ['[a=1, b=1]', '{b: 2, c: 3}', { a: '1', b: '2', c: '3' }],
    ['{a: 1}', '[a=2]', { a: '2' }],
    ['{a: 1, b: 2}', '{a: !reset null}', { b: '2' }],
    ['{a: 1}', '!override {b: 2}', { b: '2' }],
    ['{a: 1}', '!reset null', undefined],
    ['{a: 1}', 'null', { a: '1' }],
  ],
  templates: [
    ['{a: "${V}"}', { V: 'x y' }, { a: 'x y' }],
    ['["a=${V:-d}"]', {}, { a: 'd' }],
  ],
  refused: [
    ['text', 'compose/wrong-type +0'],
    ['5', 'compose/wrong-type +0'],
    ['{a: [b]}', 'compose/wrong-type +1'],
    ['[[a]]', 'compose/wrong-type +2'],
  ],
} satisfies Kind;

/** True or false, and false where nothing is said. */
export const flag = {
  forms: [
    ['true', true],
    ['false', undefined],
    ['"true"', true],
    ['"false"', undefined],
  ],
  merged: [
    ['true', 'false', undefined],
    ['false', 'true', true],
    ['true', '!reset null', undefined],
    ['true', 'null', true],
  ],
  templates: [
    ['${V}', { V: 'true' }, true],
    ['${V}', { V: 'false' }, undefined],
    ['${V:-yes}', {}, true],
  ],
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['maybe', 'compose/bad-cast +0'],
    ['1', 'compose/wrong-type +0'],
  ],
} satisfies Kind;

/** A number of bytes, with a unit or without. */
export const size = {
  forms: [
    ['512m', '536870912'],
    ['1gb', '1073741824'],
    ['1024', '1024'],
    ['"1024"', '1024'],
    ['1.5g', '1610612736'],
    ['"64 MiB"', '67108864'],
    ['10k', '10240'],
    ['1024b', '1024'],
  ],
  merged: [
    ['512m', '1g', '1073741824'],
    ['512m', '!reset null', undefined],
    ['512m', 'null', '536870912'],
  ],
  templates: [
    ['${V}', { V: '64m' }, '67108864'],
    ['${V:-1024}', {}, '1024'],
  ],
  refused: [
    ['lots', 'compose/bad-size +0'],
    ['[1]', 'compose/wrong-type key'],
    ['{a: 1}', 'compose/wrong-type key'],
    ['true', 'compose/wrong-type +0'],
    ['-5x', 'compose/bad-size +0'],
  ],
} satisfies Kind;

/** Contents from a variable of the environment. */
export const fromVariable = {
  required: 'compose/one-key-needed compose.yaml:3:5',
  forms: [
    ['A', 'A'],
    ['"B"', 'B'],
  ],
  merged: [
    ['A', 'B', 'B'],
    ['A', 'null', 'A'],
    ['A', '!override "B"', 'B'],
  ],
  templates: [
    ['"${V}"', { V: 'A' }, 'A'],
    ['${V:-B}', {}, 'B'],
  ],
  refused: notText,
} satisfies Kind;

/** A secret or config that is there already. */
export const externalObject = {
  required: 'compose/one-key-needed compose.yaml:3:5',
  forms: [
    ['true', true],
    ['{name: own}', true],
    ['"true"', true],
    ['{nme: a}', true],
  ],
  merged: [['true', 'null', true]],
  templates: [['${V}', { V: 'true' }, true]],
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['maybe', 'compose/bad-cast +0'],
    ['5', 'compose/wrong-type +0'],
  ],
} satisfies Kind;

/** Contents from a file. */
export const fromFile = {
  required: 'compose/one-key-needed compose.yaml:3:5',
  forms: [
    ['./f', '/project/f'],
    ['"../g"', '/g'],
    ['/abs', '/abs'],
    ['~/h', '/home/user/h'],
  ],
  merged: [
    ['./f', '../g', '/g'],
    ['./f', 'null', '/project/f'],
    ['./f', '!override "../g"', '/g'],
  ],
  templates: [
    ['"${V}"', { V: './f' }, '/project/f'],
    ['${V:-../g}', {}, '/g'],
  ],
  refused: notText,
} satisfies Kind;

/** Labels of a secret or config, which the file that is merged replaces. */
export const objectLabels = {
  beside: ['file: ./f'],
  forms: [
    ['[a=1, b, c=, "d=x=y"]', { a: '1', b: '', c: '', d: 'x=y' }],
    [
      '{a: 1, b: null, c: true, d: 1.5, e: "1.0", f: ""}',
      { a: '1', b: '', c: 'true', d: '1.5', e: '1.0', f: '' },
    ],
    ['{}', undefined],
    ['[]', undefined],
    ['[a=1, a=2]', { a: '2' }],
  ],
  merged: [
    ['{a: 1, b: 2}', '{a: !reset null}', { b: '2' }],
    ['{a: 1}', '!override {b: 2}', { b: '2' }],
    ['{a: 1}', '!reset null', undefined],
    ['{a: 1}', 'null', { a: '1' }],
  ],
  templates: [
    ['{a: "${V}"}', { V: 'x y' }, { a: 'x y' }],
    ['["a=${V:-d}"]', {}, { a: 'd' }],
  ],
  refused: [
    ['text', 'compose/wrong-type +0'],
    ['5', 'compose/wrong-type +0'],
    ['{a: [b]}', 'compose/wrong-type +1'],
    ['[[a]]', 'compose/wrong-type +2'],
  ],
} satisfies Kind;

/** Any text. */
export const word = {
  beside: ['file: ./f'],
  forms: [
    ['golang', 'golang'],
    ['"other"', 'other'],
  ],
  merged: [
    ['golang', 'other', 'other'],
    ['golang', 'null', 'golang'],
    ['golang', '!reset null', undefined],
    ['golang', '!override "other"', 'other'],
  ],
  templates: [
    ['"${V}"', { V: 'golang' }, 'golang'],
    ['${V:-other}', {}, 'other'],
  ],
  refused: notText,
} satisfies Kind;

/** Whatever somebody wants to write down. */
export const extension = {
  beside: ['file: ./f'],
  forms: [
    ['text', 'text'],
    ['{a: [1]}', { a: [1] }],
  ],
  merged: [['a', 'b', 'b']],
  templates: [['"${V}"', { V: 'x' }, 'x']],
} satisfies Kind;

/** How a cluster changes its containers. */
export const clusterChange = {
  forms: [
    [
      '{parallelism: 2, delay: 10s, failure_action: pause, monitor: 15s, max_failure_ratio: 0.5, order: start-first}',
      {
        parallelism: 2,
        delay: '10s',
        failure_action: 'pause',
        monitor: '15s',
        max_failure_ratio: 0.5,
        order: 'start-first',
      },
    ],
    ['{order: stop-first}', { order: 'stop-first' }],
    ['{parallelism: "2", max_failure_ratio: "0.1"}', { parallelism: 2, max_failure_ratio: 0.1 }],
    ['{}', {}],
    ['{x-mine: 1}', { 'x-mine': 1 }],
  ],
  merged: [
    ['{parallelism: 1}', '{delay: 1s}', { parallelism: 1, delay: '1s' }],
    ['{parallelism: 1}', '{parallelism: 2}', { parallelism: 2 }],
    ['{parallelism: 1}', '!reset null', undefined],
    ['{parallelism: 1}', '!override {delay: 1s}', { delay: '1s' }],
  ],
  templates: [
    [
      '{parallelism: "${P}", max_failure_ratio: "${R:-0.1}"}',
      { P: '3' },
      { parallelism: 3, max_failure_ratio: 0.1 },
    ],
    ['{delay: "${D:-90s}"}', {}, { delay: '1m30s' }],
  ],
  refused: [
    ['5', 'compose/wrong-type +0'],
    ['[a]', 'compose/wrong-type key'],
    ['{paralelism: 1}', 'compose/unknown-key +1'],
    ['{order: sideways}', 'compose/bad-value +8'],
    ['{parallelism: many}', 'compose/bad-cast +14'],
    ['{delay: 10}', 'compose/wrong-type +8'],
    ['{monitor: soon}', 'compose/bad-duration +10'],
    ['{max_failure_ratio: high}', 'compose/bad-cast +20'],
  ],
} satisfies Kind;

/** A time with units. */
export const duration = {
  forms: [
    ['90s', '1m30s'],
    ['1m30s', '1m30s'],
    ['500ms', '500ms'],
    ['1.5s', '1.5s'],
    ['2h', '2h0m0s'],
    ['0s', '0s'],
    ['1d', '24h0m0s'],
    ['1w', '168h0m0s'],
    ['-1s', '-1s'],
  ],
  merged: [
    ['5s', '10s', '10s'],
    ['5s', '!reset null', undefined],
    ['5s', 'null', '5s'],
  ],
  templates: [
    ['${V}', { V: '90s' }, '1m30s'],
    ['${V:-1m}', {}, '1m0s'],
  ],
  refused: [
    ['10x', 'compose/bad-duration +0'],
    ['[1s]', 'compose/wrong-type key'],
    ['{a: 1s}', 'compose/wrong-type key'],
    ['10', 'compose/wrong-type +0'],
    ['true', 'compose/wrong-type +0'],
    ['1y', 'compose/bad-duration +0'],
  ],
} satisfies Kind;

/** True or false, where saying neither is something else. */
export const choice = {
  forms: [
    ['true', true],
    ['false', false],
    ['"true"', true],
    ['"false"', false],
  ],
  merged: [
    ['true', 'false', false],
    ['false', 'true', true],
    ['true', '!reset null', undefined],
    ['true', 'null', true],
  ],
  templates: [
    ['${V}', { V: 'true' }, true],
    ['${V}', { V: 'false' }, false],
    ['${V:-yes}', {}, true],
  ],
  refused: flag.refused,
} satisfies Kind;

/** A network or volume that is there already. */
export const externalResource = {
  forms: [
    ['true', true],
    ['{name: own}', true],
    ['"true"', true],
  ],
  merged: [
    ['true', '!reset null', undefined],
    ['true', 'null', true],
  ],
  templates: [['${V}', { V: 'true' }, true]],
  refused: [
    ['[a]', 'compose/wrong-type key'],
    ['maybe', 'compose/bad-cast +0'],
    ['5', 'compose/wrong-type +0'],
  ],
} satisfies Kind;

/** True or false, for Podman alone. */
export const podmanFlag = {
  forms: [
    ['true', true],
    ['false', false],
  ],
  merged: [['true', '!reset null', undefined]],
} satisfies Kind;

/** A line that is split like a shell’s, or a list. */
export const program = {
  forms: [
    ['echo "a b" c', ['echo', 'a b', 'c']],
    ["sh -c 'x; y'", ['sh', '-c', 'x; y']],
    ['[a, "b c", "1"]', ['a', 'b c', '1']],
    ['[]', []],
    ['""', []],
    ['echo a\\ b ""', ['echo', 'a b', '']],
    ['run me 2>&1', ['run', 'me']],
    ['echo $$HOME', ['echo', '$HOME']],
    ['null', undefined],
    ['"a  b"', ['a', 'b']],
    ['["a $$B"]', ['a $B']],
  ],
  merged: [
    ['[a, b]', 'c d', ['c', 'd']],
    ['a', '[]', []],
    ['a', 'null', undefined],
    ['[a]', '!reset null', undefined],
    ['[a]', '!override [b]', ['b']],
  ],
  templates: [
    ['run ${V}', { V: 'a b' }, ['run', 'a', 'b']],
    ['["${V}"]', { V: 'a b' }, ['a b']],
    ['run "${V:-x y}"', {}, ['run', 'x y']],
  ],
  refused: [
    ["'echo \"a'", 'compose/bad-command +0'],
    ['{a: b}', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
    ['[[a]]', 'compose/wrong-type +2'],
    ['true', 'compose/wrong-type +0'],
  ],
} satisfies Kind;

/** Microseconds, or a time with units. */
export const microseconds = {
  forms: [
    ['25000', 25000],
    ['"25000"', 25000],
    ['1.5', 1],
  ],
  merged: [
    ['1000', '2000', 2000],
    ['1000', '!reset null', undefined],
    ['1000', 'null', 1000],
  ],
  templates: [
    ['${V}', { V: '1000' }, 1000],
    ['${V:-5}', {}, 5],
  ],
  refused: [
    ['[1]', 'compose/wrong-type key'],
    ['{a: 1}', 'compose/wrong-type key'],
    ['some', 'compose/bad-cast +0'],
    ['true', 'compose/wrong-type +0'],
    ['50ms', 'compose/bad-cast +0'],
  ],
} satisfies Kind;

/** Commands that are run in the container. */
export const hooks = {
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
    ['a', 'compose/wrong-type +0'],
    ['{command: a}', 'compose/wrong-type key'],
    ['[a]', 'compose/wrong-type +1'],
    ['[{user: root}]', 'compose/missing-key +2'],
    ['[{command: a, usr: b}]', 'compose/unknown-key +14'],
    ['[{command: a, privileged: maybe}]', 'compose/bad-cast +26'],
    ['[{command: 5}]', 'compose/wrong-type +11'],
  ],
} satisfies Kind;
