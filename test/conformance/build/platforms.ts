import type { Attribute } from '../attribute.ts';

/** Platforms to build for. */
export const attribute: Attribute = {
  place: 'build',
  key: 'platforms',
  forms: [
    ['[linux/amd64, linux/arm64]', ['linux/amd64', 'linux/arm64']],
    ['[]', undefined],
  ],
  merged: [
    ['[linux/amd64]', '[linux/arm64]', ['linux/amd64', 'linux/arm64']],
    ['[linux/amd64, linux/arm64]', '[linux/amd64]', ['linux/amd64', 'linux/arm64', 'linux/amd64']],
    ['[linux/amd64]', '!override [linux/arm64]', ['linux/arm64']],
    ['[linux/amd64]', '!reset []', undefined],
    ['[linux/amd64]', 'null', ['linux/amd64']],
  ],
  templates: [['["${V}"]', { V: 'linux/amd64' }, ['linux/amd64']]],
  refused: [
    ['{a: b}', 'compose/wrong-type key'],
    ['[[a]]', 'compose/wrong-type +2'],
    ['5', 'compose/wrong-type +0'],
    ['linux', 'compose/wrong-type +0'],
  ],
};
