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
    ['always', 'compose/wrong-type compose.yaml:4:23'],
    ['5', 'compose/wrong-type compose.yaml:4:23'],
    ['{conditon: any}', 'compose/unknown-key compose.yaml:4:24'],
    ['{max_attempts: many}', 'compose/bad-cast compose.yaml:4:38'],
    ['{delay: 5}', 'compose/wrong-type compose.yaml:4:31'],
    ['{window: x}', 'compose/bad-duration compose.yaml:4:32'],
  ],
};
