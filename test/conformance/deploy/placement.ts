import type { Attribute } from '../attribute.ts';

/** Which machines of a cluster. */
export const attribute: Attribute = {
  place: 'deploy',
  key: 'placement',
  forms: [
    ['{constraints: [a==b]}', { constraints: ['a==b'] }],
    ['{preferences: [{spread: node.labels.zone}]}', { preferences: [{ spread: 'node.labels.zone' }] }],
    ['{max_replicas_per_node: 2}', { max_replicas_per_node: 2 }],
    ['{max_replicas_per_node: "2"}', { max_replicas_per_node: 2 }],
    ['{}', undefined],
    ['{x-mine: 1}', { 'x-mine': 1 }],
  ],
  merged: [
    ['{constraints: [a]}', '{constraints: [b]}', { constraints: ['a', 'b'] }],
    ['{constraints: [a]}', '{max_replicas_per_node: 1}', { constraints: ['a'], max_replicas_per_node: 1 }],
    ['{constraints: [a]}', '!override {constraints: [b]}', { constraints: ['b'] }],
    [
      '{preferences: [{spread: a}]}',
      '{preferences: [{spread: b}]}',
      { preferences: [{ spread: 'a' }, { spread: 'b' }] },
    ],
    ['{constraints: [a]}', '!reset null', undefined],
  ],
  templates: [
    ['{constraints: ["a==${V}"]}', { V: 'b' }, { constraints: ['a==b'] }],
    ['{max_replicas_per_node: "${V:-3}"}', {}, { max_replicas_per_node: 3 }],
  ],
  refused: [
    ['5', 'compose/wrong-type +0'],
    ['{constraint: [a]}', 'compose/unknown-key +1'],
    ['{constraints: a}', 'compose/wrong-type +14'],
    ['{preferences: [{spred: a}]}', 'compose/unknown-key +16'],
    ['{max_replicas_per_node: many}', 'compose/bad-cast +24'],
  ],
};
