import type { Attribute } from '../attribute.ts';

/** How a cluster goes back. */
export const attribute: Attribute = {
  place: 'deploy',
  key: 'rollback_config',
  forms: [
    [
      '{parallelism: 2, delay: 10s, failure_action: pause, monitor: 15s, max_failure_ratio: 0.5, order: start-first}',
      {
        parallelism: 2,
        delay: '10s',
        failure_action: 'pause',
        monitor: '15s',
        max_failure_ratio: 0.5,
        order: 'start-first',
      },
    ],
    ['{order: stop-first}', { order: 'stop-first' }],
    ['{parallelism: "2", max_failure_ratio: "0.1"}', { parallelism: 2, max_failure_ratio: 0.1 }],
    ['{}', {}],
    ['{x-mine: 1}', { 'x-mine': 1 }],
  ],
  merged: [
    ['{parallelism: 1}', '{delay: 1s}', { parallelism: 1, delay: '1s' }],
    ['{parallelism: 1}', '{parallelism: 2}', { parallelism: 2 }],
    ['{parallelism: 1}', '!reset null', undefined],
    ['{parallelism: 1}', '!override {delay: 1s}', { delay: '1s' }],
  ],
  templates: [
    [
      '{parallelism: "${P}", max_failure_ratio: "${R:-0.1}"}',
      { P: '3' },
      { parallelism: 3, max_failure_ratio: 0.1 },
    ],
    ['{delay: "${D:-90s}"}', {}, { delay: '1m30s' }],
  ],
  refused: [
    ['5', 'compose/wrong-type compose.yaml:4:24'],
    ['[a]', 'compose/wrong-type compose.yaml:4:7'],
    ['{paralelism: 1}', 'compose/unknown-key compose.yaml:4:25'],
    ['{order: sideways}', 'compose/bad-value compose.yaml:4:32'],
    ['{parallelism: many}', 'compose/bad-cast compose.yaml:4:38'],
    ['{delay: 10}', 'compose/wrong-type compose.yaml:4:32'],
    ['{monitor: soon}', 'compose/bad-duration compose.yaml:4:34'],
    ['{max_failure_ratio: high}', 'compose/bad-cast compose.yaml:4:44'],
  ],
};
