import type { composeEntries } from '../../src/diagnostics/catalog/compose.ts';
import type { Manual } from './section.ts';

/** What the schema finds. */
export const schemaSections = {
  'compose/unknown-key': {
    meaning:
      'The Compose format has no such key at this place. The key may be misspelt, or belong to another mapping: the hint says which. Nothing is run while it stands, because what it was meant to do would be missing.',
    repair: 'Correct the key or move it. A key of your own begins with `x-`.',
    args: { key: 'prots', nearest: 'ports', place: undefined, known: [], takesOwn: true },
    file: 'services:\n  web:\n    image: nginx\n    «prots»: ["80:80"]\n',
  },
  'compose/misplaced-service': {
    meaning:
      'What stands under `volumes`, `networks` or another section has an `image` or a `build`, which only services have. Mostly a section was begun above the last services.',
    repair: 'Move it under `services`.',
    args: { section: 'volumes', name: 'db' },
    file: 'services:\n  web:\n    image: nginx\nvolumes:\n  data:\n  «db»:\n    image: postgres\n',
  },
  'compose/unknown-podman-key': {
    meaning:
      'Keys that begin with `x-podman` are podman-compose’s, and this is none of them. As all keys that begin with `x-` it is no error, but nothing comes of it.',
    repair: 'Correct the key. Names are joined with a dot: `x-podman.no_hosts`.',
    args: {
      key: 'x-podman.nohosts',
      place: undefined,
      nearest: 'x-podman.no_hosts',
      known: ['x-podman.no_hosts'],
    },
    file: 'services:\n  web:\n    image: nginx\n    «x-podman.nohosts»: true\n',
  },
  'compose/wrong-type': {
    meaning:
      'A value is of another kind than its key takes: a list where one text is expected, a number where a text is, or nothing at all. It is looked at after variables are filled in.',
    repair: 'Write it as the message says. Numbers that are meant as text stand in quotes.',
    args: {
      path: 'services.web.user',
      expected: 'a string',
      actual: 'a number',
      advice: 'put it in quotes: `"1000"`',
    },
    file: 'services:\n  web:\n    image: nginx\n    user: «1000»\n',
  },
  'compose/bad-value': {
    meaning:
      'The key knows only certain words, numbers of a range, or texts of a form, and this is none of them.',
    repair: 'Use one of the values in the message.',
    args: {
      path: 'services.web.depends_on.db.condition',
      expected: 'one of `service_started`, `service_healthy` or `service_completed_successfully`',
      nearest: 'service_healthy',
    },
    file: 'services:\n  web:\n    depends_on:\n      db:\n        condition: «healthy»\n',
  },
  'compose/missing-key': {
    meaning: 'A mapping lacks a key that it cannot do without.',
    repair: 'Add the key.',
    args: {
      path: 'services.web.develop.watch[0]',
      key: 'action',
      choices: ['rebuild', 'sync', 'restart', 'sync+restart', 'sync+exec'],
    },
    file: 'services:\n  web:\n    develop:\n      watch:\n        - «path»: ./src\n',
  },
  'compose/bad-name': {
    meaning:
      'Services, volumes, secrets, configs and the networks of a service have names of letters, digits, `_`, `.` and `-`. Other characters, such as blanks and variables that are not filled in in keys, are not allowed.',
    repair: 'Choose another name, also where it is referred to.',
    args: { path: 'services', name: 'my web' },
    file: 'services:\n  «my web»:\n    image: nginx\n',
  },
  'compose/repeated-entry': {
    meaning: 'A list that holds each entry once has the same one twice, which is mostly a slip of copying.',
    repair: 'Remove one of the two, or correct the one that was meant otherwise.',
    args: { path: 'services.web.security_opt' },
    file: 'services:\n  web:\n    security_opt:\n      - label=disable\n      - «label=disable»\n',
  },
} satisfies Partial<Manual<typeof composeEntries>>;
