import type { Attribute } from '../attribute.ts';

/** Limits of processes while building. */
export const attribute: Attribute = {
  place: 'build',
  key: 'ulimits',
  forms: [
    ['{nofile: 10}', { nofile: 10 }],
    ['{nofile: {soft: 1, hard: 2}}', { nofile: { soft: 1, hard: 2 } }],
    ['{core: 0}', { core: { soft: 0, hard: 0 } }],
    ['{}', undefined],
  ],
  merged: [
    ['{a: 1}', '{b: 2}', { a: 1, b: 2 }],
    ['{a: 1}', '{a: {soft: 1, hard: 2}}', { a: { soft: 1, hard: 2 } }],
    ['{a: 1}', '!reset null', undefined],
  ],
  refused: [
    ['5', 'compose/wrong-type +0'],
    ['{nofile: many}', 'compose/bad-cast +9'],
    ['{nofile: {soft: 1}}', 'compose/missing-key +1'],
  ],
  beyond: [['{nofile: "10"}', { nofile: 10 }]],
};
