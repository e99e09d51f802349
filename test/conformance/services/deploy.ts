import type { Attribute } from '../attribute.ts';

/** Deployment; its members have files of their own. */
export const attribute: Attribute = {
  place: 'services',
  key: 'deploy',
  forms: [
    ['{}', {}],
    ['null', undefined],
    ['{x-mine: 1}', { 'x-mine': 1 }],
    ['{replicas: 1, mode: global}', { mode: 'global', replicas: 1 }],
  ],
  merged: [
    ['{replicas: 1}', '{mode: global}', { mode: 'global', replicas: 1 }],
    ['{replicas: 1}', '!override {mode: global}', { mode: 'global' }],
    ['{replicas: 1}', '!reset null', undefined],
    ['{replicas: 1}', 'null', { replicas: 1 }],
  ],
  templates: [['{replicas: "${V}"}', { V: '2' }, { replicas: 2 }]],
  refused: [
    ['5', 'compose/wrong-type +0'],
    ['[a]', 'compose/wrong-type key'],
    ['{replicass: 1}', 'compose/unknown-key +1'],
  ],
};
