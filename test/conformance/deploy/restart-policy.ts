import type { Attribute } from '../attribute.ts';

/** What happens when a container ends. */
export const attribute: Attribute = {
  place: 'deploy',
  key: 'restart_policy',
  forms: [
    [
      '{condition: on-failure, delay: 5s, max_attempts: 3, window: 120s}',
      { condition: 'on-failure', delay: '5s', max_attempts: 3, window: '2m0s' },
    ],
    ['{condition: any}', { condition: 'any' }],
    ['{condition: none}', { condition: 'none' }],
    ['{max_attempts: "3"}', { max_attempts: 3 }],
    ['{}', {}],
    ['{x-mine: 1}', { 'x-mine': 1 }],
  ],
  merged: [
    ['{condition: any}', '{delay: 1s}', { condition: 'any', delay: '1s' }],
    ['{condition: any}', '{condition: none}', { condition: 'none' }],
    ['{condition: any}', '!reset null', undefined],
  ],
  templates: [
    ['{condition: "${V}", max_attempts: "${N:-4}"}', { V: 'any' }, { condition: 'any', max_attempts: 4 }],
    ['{window: "${V:-2m}"}', {}, { window: '2m0s' }],
  ],
  refused: [
    ['always', 'compose/wrong-type +0'],
    ['5', 'compose/wrong-type +0'],
    ['{conditon: any}', 'compose/unknown-key +1'],
    ['{max_attempts: many}', 'compose/bad-cast +15'],
    ['{delay: 5}', 'compose/wrong-type +8'],
    ['{window: x}', 'compose/bad-duration +9'],
  ],
};
