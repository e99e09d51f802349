import { testAttribute, testRefused } from './attributes.ts';

const started = { condition: 'service_started', required: true };

testAttribute('depends_on', [
  ['[other]', { other: started }],
  ['{other: {condition: service_healthy}}', { other: { condition: 'service_healthy', required: true } }],
  [
    '{other: {condition: service_completed_successfully, restart: true, required: false}}',
    { other: { condition: 'service_completed_successfully', restart: true, required: false } },
  ],
]);

testRefused('depends_on', [
  ['[nobody]', 'compose/undefined-reference compose.yaml:4:18'],
  ['[web]', 'compose/dependency-cycle compose.yaml:4:17'],
]);
