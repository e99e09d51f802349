import type { composeEntries } from '../../src/diagnostics/catalog/compose.ts';
import type { Manual } from './section.ts';

/** What reading files, filling in variables and putting files together finds. */
export const loadingSections = {
  'compose/no-file': {
    meaning:
      'No compose file was named, and neither the current folder nor one above it has a file of one of the usual names.',
    repair: 'Change into the project’s folder, or name the file with `-f` or `COMPOSE_FILE`.',
    args: { directory: '/home/me/shop', tried: ['compose.yaml', 'compose.yml', 'docker-compose.yml'] },
  },
  'compose/several-files': {
    meaning:
      'The folder has compose files of several of the usual names. The first of them is used, the others are not read.',
    repair: 'Name the one you mean with `-f`, or remove the others.',
    args: { directory: '/home/me/shop', names: ['compose.yaml', 'docker-compose.yml'], used: 'compose.yaml' },
  },
  'compose/file-not-found': {
    meaning: 'A file that was named is not there: with `-f`, in `COMPOSE_FILE`, `include` or `extends`.',
    repair:
      'Correct the path. It is relative to the current folder on the command line, and to the file that names it elsewhere.',
    args: { path: '/home/me/shop/compose.prod.yaml' },
  },
  'compose/file-unreadable': {
    meaning:
      'The file is there, but cannot be read as text: it is a folder, not yours to read, or not UTF-8.',
    repair: 'See the reason in the message.',
    args: { path: '/home/me/shop/compose.yaml', reason: 'permission denied' },
  },
  'compose/remote-failed': {
    meaning:
      'A compose file in a git repository could not be fetched. Its address is `REPOSITORY#REF:PATH`: a repository of `https://….git`, `git://`, `ssh://`, `github.com/` or `user@host:`, then a branch, a tag or a whole commit id, then a file or folder. What was fetched stays in `~/.cache/selkie/git`; branches and tags are looked up each time, commits are not.',
    repair:
      'Check the address, and that `git ls-remote` works with it by hand, without asking for a password.',
    args: { address: 'https://example.com/shop.git#main:compose.yaml', reason: 'repository not found' },
  },
  'compose/too-large': {
    meaning: 'Files have bounds on their size, depth and number of aliases, far above what people write.',
    repair: 'Split the project, or find what multiplies: mostly anchors that refer to anchors.',
    args: { what: 'values after aliases are followed', limit: 1_000_000 },
  },
  'compose/more-findings': {
    meaning: 'There are more findings than anyone reads at once, so only the first ones are shown.',
    repair: 'Repair those and look again. Often one mistake is behind many.',
    args: { count: 1800 },
  },
  'compose/yaml': {
    meaning: 'The file is not YAML, so nothing in it can be understood.',
    repair: 'Mend the place that is marked, or the line before it. Tabs cannot indent.',
    args: { problem: 'line 2 is indented with a tab', advice: 'indent with spaces' },
    file: 'services:\n«\t»web:\n',
  },
  'compose/duplicate-key': {
    meaning: 'A mapping has a key twice, and only one of the values could count.',
    repair: 'Remove one, or put their values together.',
    args: { key: 'ports' },
    file: 'services:\n  web:\n    ports: ["80:80"]\n    «ports»: ["443:443"]\n',
  },
  'compose/non-string-key': {
    meaning: 'YAML reads the key as a number, a truth value or a list, and keys are texts.',
    repair: 'Put it in quotes.',
    args: { key: '123' },
    file: 'services:\n  «123»:\n    image: nginx\n',
  },
  'compose/date-value': {
    meaning: 'YAML reads the value as a date.',
    repair: 'Put it in quotes.',
    args: { text: '2024-01-01' },
    file: 'services:\n  web:\n    environment:\n      SINCE: «2024-01-01»\n',
  },
  'compose/empty': {
    meaning: 'The file has no content but perhaps comments.',
    repair: 'Check that it was saved, and that the right file is named.',
    args: { files: ['compose.yaml'] },
  },
  'compose/not-a-mapping': {
    meaning: 'A mapping is expected: keys with values, one below the other.',
    repair: 'Often a colon or the blank after it is missing.',
    args: { what: 'the file', actual: 'a string' },
    file: '«services»\n',
  },
  'compose/obsolete-version': {
    meaning: '`version` once chose the format. There is one format now, and the key is not looked at.',
    repair: 'Remove it.',
    args: {},
    file: '«version»: "3.8"\nservices: {}\n',
  },
  'compose/variable-unset': {
    meaning:
      'A variable has no value and no default, so an empty text takes its place. Each is named once. The text behind an operator counts only when it is used: `${HOST:+https://${HOST}}` is fine without `HOST`, though docker compose warns of it.',
    repair: 'Set it in the environment, in `.env` or in a file of `--env-file`, or give it a default.',
    args: { name: 'TAG' },
    file: 'services:\n  web:\n    image: shop/web:«${TAG}»\n',
  },
  'compose/variable-required': {
    meaning: 'The file says of a variable, with `:?` or `?`, that it must have a value, and it has none.',
    repair: 'Set it in the environment, in `.env` or in a file of `--env-file`.',
    args: { name: 'TAG', message: 'choose a release' },
    file: 'services:\n  web:\n    image: shop/web:«${TAG:?choose a release}»\n',
  },
  'compose/bad-template': {
    meaning: 'There is a `$` that begins no variable.',
    repair: 'Write `$$` for a dollar sign.',
    args: { path: 'services.web.command', text: '${1}' },
    file: 'services:\n  web:\n    command: echo «${1}»\n',
  },
  'compose/bad-cast': {
    meaning: 'The value comes from a variable, and is of another kind than its key takes.',
    repair: 'Correct the variable.',
    args: { path: 'services.web.tty', expected: 'true or false', text: 'maybe', variable: 'TTY' },
    file: 'services:\n  web:\n    tty: «${TTY}»\n',
  },
  'compose/legacy-boolean': {
    meaning: 'YAML 1.1 had more words for true and false than YAML 1.2, which Compose files are written in.',
    repair: 'Write `true` or `false`.',
    args: { text: 'yes', value: true },
    file: 'services:\n  web:\n    tty: «${TTY:-yes}»\n',
  },
  'compose/env-file-not-found': {
    meaning: 'A file with variables is not there.',
    repair: 'Create it, correct the path, or make it optional.',
    args: { path: '/home/me/shop/web.env' },
    file: 'services:\n  web:\n    env_file: «web.env»\n',
  },
  'compose/env-file-syntax': {
    meaning: 'A line of a file with variables is none.',
    repair: 'Correct the line. Comments begin with `#`.',
    args: { problem: 'a quote is not closed' },
  },
  'compose/bad-project-name': {
    meaning:
      'The project’s name becomes part of the names of containers, networks and volumes, which keeps it to these characters.',
    repair: 'Give another one with `-p`, `COMPOSE_PROJECT_NAME` or `name:`.',
    args: { name: 'My Shop', suggestion: 'my-shop' },
    file: 'name: «My Shop»\nservices: {}\n',
  },
  'compose/no-project-name': {
    meaning:
      'The name is taken from the folder when none is given, and this folder’s has no letter or digit.',
    repair: 'Give one with `-p`, `COMPOSE_PROJECT_NAME` or `name:`.',
    args: { directory: '/' },
  },
  'compose/cannot-override': {
    meaning: 'Two files have the same key in forms that cannot be put together.',
    repair: 'Write both in the same form, or replace the first one whole with `!override`.',
    args: { path: 'services.web.logging', base: 'a mapping', over: 'a string' },
    file: 'services:\n  web:\n    logging: «json-file»\n',
  },
  'compose/include-cycle': {
    meaning: 'A file includes another one that includes it in turn.',
    repair: 'Take what both need into a third file.',
    args: { files: ['compose.yaml', 'db/compose.yaml', 'compose.yaml'] },
  },
  'compose/include-conflict': {
    meaning:
      'An included file has a service, network or other thing of the same name, and neither may silently replace the other.',
    repair: 'Rename one, or override it on purpose.',
    args: { section: 'services', name: 'db' },
    file: 'include: [db.yaml]\nservices:\n  «db»:\n    image: postgres\n',
  },
  'compose/extends-cycle': {
    meaning: 'A service extends another one that extends it in turn.',
    repair: 'Take what both need into a third service.',
    args: { services: ['web', 'base', 'web'] },
    file: 'services:\n  web:\n    extends: «base»\n  base:\n    extends: web\n',
  },
  'compose/extends-unknown-service': {
    meaning:
      'The service that this one starts from is not in the file that is named, or in this one when none is.',
    repair: 'Correct the name or the file.',
    args: { service: 'web', target: 'bsae', file: 'compose.yaml', nearest: 'base' },
    file: 'services:\n  web:\n    extends: «bsae»\n',
  },
  'compose/extends-no-services': {
    meaning: 'The file that a service starts from has no `services`.',
    repair: 'Check that it is the right file.',
    args: { file: '/home/me/shop/base.yaml' },
    file: 'services:\n  web:\n    extends: { file: «base.yaml», service: web }\n',
  },
  'compose/bad-switch': {
    meaning: 'A variable that turns something on or off has a value that says neither.',
    repair: 'Give it `true` or `false` (`1`, `t`, `0` and `f` are taken as well), or unset it.',
    args: { name: 'COMPOSE_DISABLE_ENV_FILE', text: 'maybe' },
  },
} satisfies Partial<Manual<typeof composeEntries>>;
