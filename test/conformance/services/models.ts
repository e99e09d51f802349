import type { Attribute } from '../attribute.ts';

/** Models that the service uses: names, or with the variables that tell of them. */
export const attribute: Attribute = {
  place: 'services',
  key: 'models',
  around: 'models:\n  llm: {model: ai/x}\n  other: {model: ai/y}\n',
  lossyJson: 'docker compose leaves models out of JSON',
  forms: [
    ['[llm]', { llm: null }],
    ['{llm: {endpoint_var: URL, model_var: MODEL}}', { llm: { endpoint_var: 'URL', model_var: 'MODEL' } }],
    ['{llm: null}', { llm: null }],
    ['[llm, other]', { llm: null, other: null }],
    ['{llm: {}}', { llm: {} }],
    ['[]', undefined],
  ],
  merged: [
    ['[llm]', '[other]', { llm: null, other: null }],
    ['[llm]', '{llm: {endpoint_var: URL}}', { llm: { endpoint_var: 'URL' } }],
    ['[llm]', '!override [other]', { other: null }],
    ['[llm]', '!reset []', undefined],
  ],
  templates: [
    ['["${V}"]', { V: 'llm' }, { llm: null }],
    ['{llm: {endpoint_var: "${V:-URL}"}}', {}, { llm: { endpoint_var: 'URL' } }],
  ],
  refused: [
    ['llm', 'compose/wrong-type +0'],
    ['[nothing]', 'compose/undefined-reference +1'],
    ['{llm: {endpoint: A}}', 'compose/unknown-key +7'],
    ['{llm: 5}', 'compose/wrong-type +6'],
    ['5', 'compose/wrong-type +0'],
  ],
};
