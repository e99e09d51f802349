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
    ['{a: b}', 'compose/wrong-type compose.yaml:4:5'],
    ['[[a]]', 'compose/wrong-type compose.yaml:4:23'],
    ['5', 'compose/wrong-type compose.yaml:4:21'],
    ['db', 'compose/wrong-type compose.yaml:4:21'],
    ['[a, a]', 'compose/repeated-entry compose.yaml:4:25'],
  ],
};
