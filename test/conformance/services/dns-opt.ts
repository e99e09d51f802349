import type { Attribute } from '../attribute.ts';

/** Options of the resolver. */
export const attribute: Attribute = {
  place: 'services',
  key: 'dns_opt',
  forms: [
    ['[use-vc, no-tld-query]', ['use-vc', 'no-tld-query']],
    ['[]', undefined],
  ],
  merged: [
    ['[use-vc]', '[no-tld-query]', ['use-vc', 'no-tld-query']],
    ['[use-vc, no-tld-query]', '[use-vc]', ['use-vc', 'no-tld-query']],
    ['[use-vc]', '!override [no-tld-query]', ['no-tld-query']],
    ['[use-vc]', '!reset []', undefined],
    ['[use-vc]', 'null', ['use-vc']],
  ],
  templates: [['["${V}"]', { V: 'use-vc' }, ['use-vc']]],
  refused: [
    ['{a: b}', 'compose/wrong-type key'],
    ['[[a]]', 'compose/wrong-type +2'],
    ['5', 'compose/wrong-type +0'],
    ['use-vc', 'compose/wrong-type +0'],
  ],
};
