import type { Attribute } from '../attribute.ts';

/** Services that come first: names, or names with conditions. */
export const attribute: Attribute = {
  place: 'services',
  key: 'depends_on',
  around: '  third:\n    image: busybox\n',
  forms: [
    ['[other]', { other: { condition: 'service_started', required: true } }],
    [
      '[other, third]',
      {
        other: { condition: 'service_started', required: true },
        third: { condition: 'service_started', required: true },
      },
    ],
    ['{other: {condition: service_healthy}}', { other: { condition: 'service_healthy', required: true } }],
    [
      '{other: {condition: service_completed_successfully, restart: true, required: false}}',
      { other: { condition: 'service_completed_successfully', restart: true, required: false } },
    ],
    ['{other: {condition: service_started}}', { other: { condition: 'service_started', required: true } }],
    ['[]', undefined],
    ['{}', undefined],
  ],
  merged: [
    [
      '[other]',
      '[third]',
      {
        other: { condition: 'service_started', required: true },
        third: { condition: 'service_started', required: true },
      },
    ],
    [
      '[other]',
      '{other: {condition: service_healthy}}',
      { other: { condition: 'service_healthy', required: true } },
    ],
    [
      '{other: {condition: service_healthy}}',
      '[other]',
      { other: { condition: 'service_started', required: true } },
    ],
    [
      '{other: {condition: service_started, restart: true}}',
      '{other: {condition: service_healthy}}',
      { other: { condition: 'service_healthy', restart: true, required: true } },
    ],
    ['[other]', '!override [third]', { third: { condition: 'service_started', required: true } }],
    ['[other, third]', '{third: !reset null}', { other: { condition: 'service_started', required: true } }],
    ['[other]', '!reset []', undefined],
  ],
  templates: [
    ['["${V}"]', { V: 'other' }, { other: { condition: 'service_started', required: true } }],
    [
      '{other: {condition: "${V:-service_healthy}", restart: "${R}"}}',
      { R: 'true' },
      { other: { condition: 'service_healthy', restart: true, required: true } },
    ],
    [
      '{other: {condition: service_started, restart: "${R:-false}"}}',
      {},
      { other: { condition: 'service_started', required: true } },
    ],
  ],
  refused: [
    ['other', 'compose/wrong-type +0'],
    ['[nobody]', 'compose/undefined-reference +1'],
    ['[web]', 'compose/dependency-cycle +1'],
    ['{other: {}}', 'compose/missing-key +1'],
    ['{other: {condition: soon}}', 'compose/bad-value +20'],
    ['{other: {condition: service_started, requird: true}}', 'compose/unknown-key +37'],
    ['[other, other]', 'compose/repeated-entry +8'],
    ['5', 'compose/wrong-type +0'],
    ['{other: {condition: service_started, restart: maybe}}', 'compose/bad-cast +46'],
  ],
};
