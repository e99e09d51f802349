import { testAttribute, testRefused } from './attributes.ts';

testAttribute('healthcheck', [
  ['{test: "curl -f x | grep y"}', { test: ['CMD-SHELL', 'curl -f x | grep y'] }],
  ['{test: [CMD, curl, x]}', { test: ['CMD', 'curl', 'x'] }],
  ['{test: [NONE]}', { test: ['NONE'] }],
  ['{disable: true}', { disable: true }],
  [
    '{test: [CMD, x], interval: 90s, timeout: 1m30s, retries: 3, start_period: 500ms, start_interval: 1.5s}',
    {
      test: ['CMD', 'x'],
      interval: '1m30s',
      timeout: '1m30s',
      retries: 3,
      start_period: '500ms',
      start_interval: '1.5s',
    },
  ],
  ['{interval: 2h}', { interval: '2h0m0s' }],
]);

testRefused('healthcheck', [
  ['{test: [curl, x]}', 'compose/bad-healthcheck compose.yaml:4:25'],
  ['{interval: 10}', 'compose/wrong-type compose.yaml:4:29'],
  ['{interval: 10x}', 'compose/bad-duration compose.yaml:4:29'],
]);
