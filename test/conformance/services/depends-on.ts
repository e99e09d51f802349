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
    ['other', 'compose/wrong-type compose.yaml:4:17'],
    ['[nobody]', 'compose/undefined-reference compose.yaml:4:18'],
    ['[web]', 'compose/dependency-cycle compose.yaml:4:18'],
    ['{other: {}}', 'compose/missing-key compose.yaml:4:18'],
    ['{other: {condition: soon}}', 'compose/bad-value compose.yaml:4:37'],
    ['{other: {condition: service_started, requird: true}}', 'compose/unknown-key compose.yaml:4:54'],
    ['[other, other]', 'compose/repeated-entry compose.yaml:4:25'],
    ['5', 'compose/wrong-type compose.yaml:4:17'],
    ['{other: {condition: service_started, restart: maybe}}', 'compose/bad-cast compose.yaml:4:63'],
  ],
};
