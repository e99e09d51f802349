import type { Attribute } from '../attribute.ts';

/** Links to containers of others. */
export const attribute: Attribute = {
  place: 'services',
  key: 'external_links',
  forms: [
    ['[db, "db_1:mysql"]', ['db', 'db_1:mysql']],
    ['[]', undefined],
  ],
  merged: [
    ['[db]', '["db_1:mysql"]', ['db', 'db_1:mysql']],
    ['[db]', '!override ["db_1:mysql"]', ['db_1:mysql']],
    ['[db]', '!reset []', undefined],
    ['[db]', 'null', ['db']],
  ],
  templates: [['["${V}"]', { V: 'db' }, ['db']]],
  refused: [
    ['{a: b}', 'compose/wrong-type key'],
    ['[[a]]', 'compose/wrong-type +2'],
    ['5', 'compose/wrong-type +0'],
    ['db', 'compose/wrong-type +0'],
    ['[a, a]', 'compose/repeated-entry +4'],
  ],
};
