import { testAttribute } from './attributes.ts';

const base = { resources: {}, placement: {} };

testAttribute('deploy', [
  ['{replicas: 2}', { replicas: 2, ...base }],
  ['{replicas: 0, mode: global}', { mode: 'global', replicas: 0, ...base }],
  [
    '{resources: {limits: {cpus: "0.5", memory: 50M, pids: 10}, reservations: {cpus: 0.25}}}',
    {
      resources: { limits: { cpus: 0.5, memory: '52428800', pids: 10 }, reservations: { cpus: 0.25 } },
      placement: {},
    },
  ],
  [
    '{resources: {reservations: {devices: [{capabilities: [gpu], count: all}, {capabilities: [gpu]}, {capabilities: [gpu], device_ids: ["0"]}]}}}',
    {
      resources: {
        reservations: {
          devices: [
            { capabilities: ['gpu'], count: -1 },
            { capabilities: ['gpu'], count: -1 },
            { capabilities: ['gpu'], device_ids: ['0'] },
          ],
        },
      },
      placement: {},
    },
  ],
  [
    '{restart_policy: {condition: on-failure, delay: 5s, max_attempts: 3, window: 120s}}',
    {
      resources: {},
      restart_policy: { condition: 'on-failure', delay: '5s', max_attempts: 3, window: '2m0s' },
      placement: {},
    },
  ],
  ['{labels: [a=b], endpoint_mode: vip}', { labels: { a: 'b' }, endpoint_mode: 'vip', ...base }],
  [
    '{update_config: {parallelism: 2, delay: 10s, order: start-first, max_failure_ratio: 0.5}}',
    {
      update_config: { parallelism: 2, delay: '10s', order: 'start-first', max_failure_ratio: 0.5 },
      ...base,
    },
  ],
  [
    '{placement: {constraints: [a==b], preferences: [{spread: x}]}}',
    { resources: {}, placement: { constraints: ['a==b'], preferences: [{ spread: 'x' }] } },
  ],
]);
