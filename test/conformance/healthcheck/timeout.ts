import type { Attribute } from '../attribute.ts';

/** How long a check may take. */
export const attribute: Attribute = {
  place: 'healthcheck',
  key: 'timeout',
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
    ['10x', 'compose/bad-duration compose.yaml:5:16'],
    ['[1s]', 'compose/wrong-type compose.yaml:5:7'],
    ['{a: 1s}', 'compose/wrong-type compose.yaml:5:7'],
    ['10', 'compose/wrong-type compose.yaml:5:16'],
    ['true', 'compose/wrong-type compose.yaml:5:16'],
    ['1y', 'compose/bad-duration compose.yaml:5:16'],
  ],
};
