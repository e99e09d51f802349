import type { Attribute } from '../attribute.ts';

/** How long the container has to end. */
export const attribute: Attribute = {
  place: 'services',
  key: 'stop_grace_period',
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
    ['10x', 'compose/bad-duration compose.yaml:4:24'],
    ['[1s]', 'compose/wrong-type compose.yaml:4:5'],
    ['{a: 1s}', 'compose/wrong-type compose.yaml:4:5'],
    ['10', 'compose/wrong-type compose.yaml:4:24'],
    ['true', 'compose/wrong-type compose.yaml:4:24'],
    ['1y', 'compose/bad-duration compose.yaml:4:24'],
  ],
};
