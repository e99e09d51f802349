import type { Attribute } from '../attribute.ts';

/** Limits for block devices. */
export const attribute: Attribute = {
  place: 'services',
  key: 'blkio_config',
  lossyJson: 'docker compose prints the members of limits with capital letters, which it does not read',
  forms: [
    ['{weight: 300}', { weight: 300 }],
    ['{weight_device: [{path: /dev/a, weight: 400}]}', { weight_device: [{ path: '/dev/a', weight: 400 }] }],
    [
      '{device_read_bps: [{path: /dev/a, rate: 1m}]}',
      { device_read_bps: [{ path: '/dev/a', rate: '1048576' }] },
    ],
    [
      '{device_read_iops: [{path: /dev/a, rate: 120}]}',
      { device_read_iops: [{ path: '/dev/a', rate: '120' }] },
    ],
    [
      '{device_write_bps: [{path: /dev/a, rate: 1024k}]}',
      { device_write_bps: [{ path: '/dev/a', rate: '1048576' }] },
    ],
    [
      '{device_write_iops: [{path: /dev/a, rate: "30"}]}',
      { device_write_iops: [{ path: '/dev/a', rate: '30' }] },
    ],
    ['{}', {}],
  ],
  merged: [
    ['{weight: 300}', '{weight: 400}', { weight: 400 }],
    [
      '{device_read_bps: [{path: /dev/a, rate: 1m}]}',
      '{device_read_bps: [{path: /dev/a, rate: 2m}, {path: /dev/b, rate: 1m}]}',
      {
        device_read_bps: [
          { path: '/dev/a', rate: '1048576' },
          { path: '/dev/a', rate: '2097152' },
          { path: '/dev/b', rate: '1048576' },
        ],
      },
    ],
    [
      '{weight_device: [{path: /dev/a, weight: 400}]}',
      '{weight_device: [{path: /dev/a, weight: 500}]}',
      {
        weight_device: [
          { path: '/dev/a', weight: 400 },
          { path: '/dev/a', weight: 500 },
        ],
      },
    ],
    ['{weight: 300}', '!reset null', undefined],
    [
      '{weight: 300}',
      '!override {device_read_iops: [{path: /dev/a, rate: 1}]}',
      { device_read_iops: [{ path: '/dev/a', rate: '1' }] },
    ],
  ],
  templates: [
    [
      '{device_read_bps: [{path: "${D}", rate: "${R:-1m}"}]}',
      { D: '/dev/x' },
      { device_read_bps: [{ path: '/dev/x', rate: '1048576' }] },
    ],
  ],
  refused: [
    ['5', 'compose/wrong-type +0'],
    ['{weight: heavy}', 'compose/bad-cast +9'],
    ['{device_read_bps: [{path: /dev/a, rate: fast}]}', 'compose/bad-size +40'],
    ['{nothing: 1}', 'compose/unknown-key +1'],
    ['{device_read_bps: {path: /dev/a}}', 'compose/wrong-type +1'],
    ['{device_read_bps: [{path: /dev/a, rat: 1}]}', 'compose/unknown-key +34'],
    ['{weight: true}', 'compose/wrong-type +9'],
  ],
  beyond: [['{weight: "300"}', { weight: 300 }]],
};
