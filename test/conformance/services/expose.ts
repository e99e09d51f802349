import type { Attribute } from '../attribute.ts';

/** Ports for other containers. */
export const attribute: Attribute = {
  place: 'services',
  key: 'expose',
  forms: [
    ['["80", "90-91/udp"]', ['80', '90-91/udp']],
    ['[]', undefined],
    ['[80]', ['80']],
    ['[3000, "3001"]', ['3000', '3001']],
    ['["80/xyz"]', ['80/xyz']],
  ],
  merged: [
    ['["80"]', '["90-91/udp"]', ['80', '90-91/udp']],
    ['["80", "90-91/udp"]', '["80"]', ['80', '90-91/udp']],
    ['["80"]', '!override ["90-91/udp"]', ['90-91/udp']],
    ['["80"]', '!reset []', undefined],
    ['["80"]', 'null', ['80']],
  ],
  templates: [['["${V}"]', { V: '80' }, ['80']]],
  refused: [
    ['{a: b}', 'compose/wrong-type key'],
    ['[[a]]', 'compose/wrong-type +2'],
    ['5', 'compose/wrong-type +0'],
    ['"80"', 'compose/wrong-type +0'],
  ],
};
