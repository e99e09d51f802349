import type { Attribute } from '../attribute.ts';

/** Limits, and what is kept free. */
export const attribute: Attribute = {
  place: 'deploy',
  key: 'resources',
  forms: [
    [
      '{limits: {cpus: "0.5", memory: 50M, pids: 10}}',
      { limits: { cpus: 0.5, memory: '52428800', pids: 10 } },
    ],
    ['{limits: {cpus: 0.5}}', { limits: { cpus: 0.5 } }],
    ['{limits: {cpus: 2}}', { limits: { cpus: 2 } }],
    ['{limits: {pids: "5"}}', { limits: { pids: 5 } }],
    ['{reservations: {cpus: "0.25", memory: 20M}}', { reservations: { cpus: 0.25, memory: '20971520' } }],
    [
      '{reservations: {devices: [{capabilities: [gpu], count: all}, {capabilities: [gpu]}]}}',
      {
        reservations: {
          devices: [
            { capabilities: ['gpu'], count: -1 },
            { capabilities: ['gpu'], count: -1 },
          ],
        },
      },
    ],
    [
      '{reservations: {devices: [{capabilities: [gpu], device_ids: ["0"], driver: nvidia, options: {a: b}}]}}',
      {
        reservations: {
          devices: [{ capabilities: ['gpu'], driver: 'nvidia', device_ids: ['0'], options: { a: 'b' } }],
        },
      },
    ],
    [
      '{reservations: {devices: [{capabilities: [gpu], count: "2", options: [a=b]}]}}',
      { reservations: { devices: [{ capabilities: ['gpu'], count: 2, options: { a: 'b' } }] } },
    ],
    [
      '{reservations: {generic_resources: [{discrete_resource_spec: {kind: ssd, value: 2}}]}}',
      { reservations: { generic_resources: [{ discrete_resource_spec: { kind: 'ssd', value: 2 } }] } },
    ],
    ['{}', undefined],
    ['{limits: {}}', { limits: {} }],
    ['{x-mine: 1}', { 'x-mine': 1 }],
  ],
  merged: [
    ['{limits: {cpus: "1"}}', '{limits: {memory: 1g}}', { limits: { cpus: 1, memory: '1073741824' } }],
    ['{limits: {cpus: "1"}}', '{limits: {cpus: "2"}}', { limits: { cpus: 2 } }],
    [
      '{reservations: {devices: [{capabilities: [gpu], count: 1}]}}',
      '{reservations: {devices: [{capabilities: [tpu], count: 1}]}}',
      {
        reservations: {
          devices: [
            { capabilities: ['gpu'], count: 1 },
            { capabilities: ['tpu'], count: 1 },
          ],
        },
      },
    ],
    ['{limits: {cpus: "1"}}', '!override {limits: {pids: 1}}', { limits: { pids: 1 } }],
    ['{limits: {cpus: "1", pids: 5}}', '{limits: {cpus: !reset null}}', { limits: { pids: 5 } }],
    ['{limits: {cpus: "1"}}', '!reset null', undefined],
  ],
  templates: [
    [
      '{limits: {cpus: "${C}", memory: "${M:-1g}", pids: "${P}"}}',
      { C: '1.5', P: '7' },
      { limits: { cpus: 1.5, memory: '1073741824', pids: 7 } },
    ],
    [
      '{reservations: {devices: [{capabilities: [gpu], count: "${N}"}]}}',
      { N: '2' },
      { reservations: { devices: [{ capabilities: ['gpu'], count: 2 }] } },
    ],
  ],
  refused: [
    ['5', 'compose/wrong-type +0'],
    ['{limts: {}}', 'compose/unknown-key +1'],
    ['{limits: {cpu: 1}}', 'compose/unknown-key +10'],
    ['{limits: {memory: lots}}', 'compose/bad-size +18'],
    ['{limits: {cpus: many}}', 'compose/bad-number +16'],
    ['{limits: {pids: x}}', 'compose/bad-cast +16'],
    ['{reservations: {devices: [{count: 1}]}}', 'compose/missing-key +27'],
    [
      '{reservations: {devices: [{capabilities: [gpu], count: 1, device_ids: ["0"]}]}}',
      'compose/exclusive-keys +70',
    ],
    ['{reservations: {pids: 1}}', 'compose/unknown-key +16'],
    ['{reservations: {devices: [{capabilities: gpu}]}}', 'compose/wrong-type +41'],
  ],
};
