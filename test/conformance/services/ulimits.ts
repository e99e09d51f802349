import type { Attribute } from '../attribute.ts';

/** Limits of processes: a number, or soft and hard. */
export const attribute: Attribute = {
  place: 'services',
  key: 'ulimits',
  forms: [
    ['{nofile: 1024, nproc: {soft: 1, hard: 2}}', { nofile: 1024, nproc: { soft: 1, hard: 2 } }],
    ['{nofile: {soft: 1, hard: -1}}', { nofile: { soft: 1, hard: -1 } }],
    ['{nofile: "1024"}', { nofile: 1024 }],
    ['{core: -1}', { core: -1 }],
    ['{}', undefined],
    ['{nofile: {soft: "1", hard: "2"}}', { nofile: { soft: 1, hard: 2 } }],
    ['{core: 0}', { core: { soft: 0, hard: 0 } }],
    ['{core: {soft: 0, hard: 0}}', { core: { soft: 0, hard: 0 } }],
    ['{core: {soft: 0, hard: 5}}', { core: { soft: 0, hard: 5 } }],
  ],
  merged: [
    ['{a: 1}', '{b: 2}', { a: 1, b: 2 }],
    ['{a: 1}', '{a: 2}', { a: 2 }],
    ['{a: 1}', '{a: {soft: 1, hard: 2}}', { a: { soft: 1, hard: 2 } }],
    ['{a: {soft: 1, hard: 2}}', '{a: {soft: 3, hard: 4}}', { a: { soft: 3, hard: 4 } }],
    ['{a: {soft: 1, hard: 2}}', '{a: 5}', { a: 5 }],
    ['{a: 1, b: 2}', '{a: !reset null}', { b: 2 }],
    ['{a: 1}', '!override {b: 1}', { b: 1 }],
  ],
  templates: [
    ['{nofile: "${V}"}', { V: '1024' }, { nofile: 1024 }],
    ['{nofile: {soft: "${V:-1}", hard: "${W}"}}', { W: '2' }, { nofile: { soft: 1, hard: 2 } }],
  ],
  refused: [
    ['5', 'compose/wrong-type +0'],
    ['text', 'compose/wrong-type +0'],
    ['{nofile: many}', 'compose/bad-cast +9'],
    ['{nofile: {soft: 1, hard: 2, had: 2}}', 'compose/unknown-key +28'],
    ['{nofile: {soft: 1}}', 'compose/missing-key +1'],
    ['{nofile: true}', 'compose/wrong-type +9'],
  ],
};
