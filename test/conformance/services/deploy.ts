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
    ['5', 'compose/wrong-type compose.yaml:4:13'],
    ['[a]', 'compose/wrong-type compose.yaml:4:5'],
    ['{replicass: 1}', 'compose/unknown-key compose.yaml:4:14'],
  ],
};
