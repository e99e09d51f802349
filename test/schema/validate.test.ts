import { describe, expect, test } from 'vitest';
import { renderText } from '../../src/diagnostics/render.ts';
import type { MappingNode, Node } from '../../src/parser/tree.ts';
import { validate } from '../../src/parser/validate.ts';
import { treeOf } from './tree-of.ts';

/** What is found in a file, as it is printed. */
function check(text: string): string {
  return renderText(validate(treeOf(text)).diagnostics, { isColoured: false, workingDir: '/project' });
}

/** What is found in a service with these lines: the sentences and hints alone. */
function checkService(lines: string): string {
  const indented = lines
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
  return check(`services:\n  web:\n${indented}\n`)
    .split('\n')
    .filter((line) => /^(error|hint):/u.test(line))
    .join('\n');
}

describe('unknown keys', () => {
  test('are shown where they stand, with the key that was meant', () => {
    expect(check('services:\n  web:\n    image: a\n    prots: ["80:80"]\n')).toMatchInlineSnapshot(`
      "error: unknown key \`prots\` (compose/unknown-key)
        ┌ compose.yaml:4:5
      4 │     prots: ["80:80"]
        │     ^^^^^

      hint: did you mean \`ports\`?
      "
    `);
  });

  test('in several places are found in the order of the file', () => {
    expect(
      check(`verson: "3"
services:
  web:
    imagee: a
    build: { contxt: . }
volums: {}
`),
    ).toMatchInlineSnapshot(`
      "error: unknown key \`verson\` (compose/unknown-key)
        ┌ compose.yaml:1:1
      1 │ verson: "3"
        │ ^^^^^^

      hint: did you mean \`version\`?

      error: unknown key \`imagee\` (compose/unknown-key)
        ┌ compose.yaml:4:5
      4 │     imagee: a
        │     ^^^^^^

      hint: did you mean \`image\`?

      error: unknown key \`contxt\` (compose/unknown-key)
        ┌ compose.yaml:5:14
      5 │     build: { contxt: . }
        │              ^^^^^^

      hint: did you mean \`context\`?

      error: unknown key \`volums\` (compose/unknown-key)
        ┌ compose.yaml:6:1
      6 │ volums: {}
        │ ^^^^^^

      hint: did you mean \`volumes\`?
      "
    `);
  });

  test('from one anchor are found once', () => {
    expect(check('x-base: &base { image: a, prots: [] }\nservices:\n  a: *base\n  b: *base\n'))
      .toMatchInlineSnapshot(`
      "error: unknown key \`prots\` (compose/unknown-key)
        ┌ compose.yaml:1:27
      1 │ x-base: &base { image: a, prots: [] }
        │                           ^^^^^

      hint: did you mean \`ports\`?
      "
    `);
  });

  test.each([
    [
      'a key of deploy',
      'restart_policy: { condition: any }',
      '`restart_policy` belongs under `services.web.deploy`',
    ],
    ['a deeper one', 'limits: { cpus: 1 }', '`limits` belongs under `services.web.deploy.resources`'],
    ['a key of the service', 'build: { context: ., ports: [] }', '`ports` belongs under `services.web`'],
    ['volumes below build', 'build: { context: ., volumes: [] }', '`volumes` belongs under `services.web`'],
    ['a key of the file', 'include: []', '`include` belongs at the top level of the file'],
    ['a key of a list entry', 'ports: [{ target: 80, ports: [] }]', '`ports` belongs under `services.web`'],
    [
      'inside a list entry',
      'volumes: [{ type: tmpfs, mode: 0 }]',
      '`mode` belongs under `services.web.volumes[0].tmpfs`',
    ],
    ['a service below a service', 'db: { image: a }', '`db` belongs under `services`'],
    ['a plural', 'network: [a]', 'did you mean `networks`?'],
    ['a short form', 'env: { A: b }', 'did you mean `environment`?'],
    ['another tool’s word', 'cmd: a', 'did you mean `command`?'],
    ['a swap', 'enviroment: { A: b }', 'did you mean `environment`?'],
    ['camel case', 'dependsOn: [a]', 'did you mean `depends_on`?'],
    [
      'few keys',
      'credential_spec: { zzz: a }',
      'the keys here are `config`, `file`, `registry`; a key of your own begins with `x-`',
    ],
  ])('that are misplaced or misspelt are led home: %s', (_, lines, hint) => {
    expect(checkService(lines)).toMatch(/^error: unknown key `\w+` \(compose\/unknown-key\)\n/u);
    expect(checkService(lines).split('\n')[1]).toBe(`hint: ${hint}`);
  });

  test.each([
    ['ports: []', '`ports` belongs under `services.<name>`'],
    ['web: { image: a }', '`web` belongs under `services`'],
    ['service: {}', 'did you mean `services`?'],
  ])('at the top level: %s', (text, hint) => {
    expect(check(`${text}\n`)).toContain(`hint: ${hint}\n`);
  });

  test('that nothing is like may be a person’s own', () => {
    expect(checkService('zzzzzz: 1')).toBe(
      'error: unknown key `zzzzzz` (compose/unknown-key)\nhint: a key of your own begins with `x-`',
    );
  });
});

describe('wrong types', () => {
  test.each([
    ['image: 5', 'a string, not a number', 'put it in quotes: `"5"`'],
    ['user: 0755', 'a string, not a number', 'put it in quotes: `"0755"`'],
    ['hostname: true', 'a string, not true or false', 'put it in quotes: `"true"`'],
    ['image: [a]', 'a string, not a list', 'write it alone, as one text: `a`'],
    ['image: [a, b]', 'a string, not a list', 'a text that begins with `[` is put in quotes'],
    ['image: { image }', 'a string, not a mapping', 'a text that begins with `{` is put in quotes'],
    ['mem_reservation: 1.5', 'a string or a whole number, not a number', undefined],
    ['tty: []', 'true or false, not a list', undefined],
    ['networks: front', 'a list of strings or a mapping, not a string', 'write it as a list: `[front]`'],
    ['ports: "80"', 'a list, not a string', 'write it as a list: `["80"]`'],
    ['ports: ${PORTS}', 'a list, not a string', undefined],
    ['ports: { a: b }', 'a list, not a mapping', undefined],
    ['cap_add: NET_ADMIN', 'a list of strings, not a string', 'write it as a list: `[NET_ADMIN]`'],
    ['command: { a: b }', 'a string or a list of strings, not a mapping', undefined],
    ['dns: { a: b }', 'a string or a list of strings, not a mapping', undefined],
    ['cpus: []', 'a string or a number, not a list', undefined],
    ['environment: A=b', 'a list of strings or a mapping, not a string', 'write it as a list: `[A=b]`'],
    ['gpus: 3', 'a string or a list of mappings, not a number', undefined],
    ['shm_size: {}', 'a string or a number, not a mapping', undefined],
    [
      'healthcheck:',
      'a mapping, but is empty',
      'what belongs to it is indented below it; write `{}` for an empty mapping',
    ],
    ['ports:', 'a list, but is empty', 'write `[]` for an empty list'],
  ])('%s', (line, words, hint) => {
    const key = line.slice(0, line.indexOf(':'));
    const error = `error: \`services.web.${key}\` must be ${words} (compose/wrong-type)`;
    const hints = hint === undefined ? [] : [`hint: ${hint}`];
    expect(checkService(line)).toBe([error, ...hints].join('\n'));
  });

  test.each([
    [
      'environment: [A: b]',
      'environment[0]` must be a string',
      'write it as `NAME=value`, or take the dashes away to make a mapping',
    ],
    [
      'labels: [A: b]',
      'labels[0]` must be a string',
      'write it as `NAME=value`, or take the dashes away to make a mapping',
    ],
    ['depends_on: [db: {}]', 'depends_on[0]` must be a string', 'take the dashes away to make a mapping'],
    ['environment: { A: [b] }', 'environment.A` must be a single value', undefined],
    ['environment: { a.b: [c] }', 'environment."a.b"` must be a single value', undefined],
    ['volumes: [3]', 'volumes[0]` must be a string or a mapping', undefined],
    ['ulimits: { nofile: [] }', 'ulimits.nofile` must be a string, a whole number or a mapping', undefined],
  ])('inside: %s', (line, words, hint) => {
    const [error, second] = checkService(line).split('\n');
    expect(error).toContain(words);
    expect(second).toBe(hint && `hint: ${hint}`);
  });

  test('what came from a variable is not repeated', () => {
    const tree = interpolated(treeOf('services: { web: { image: $SECRET, ports: $SECRET } }'), 12345);
    const shown = renderText(validate(tree).diagnostics, { isColoured: false });
    expect(shown).toContain('`services.web.image` must be a string, not a number');
    expect(shown).not.toContain('12345');
  });
});

describe('bad values', () => {
  test('a word that is not known, with the one that was meant', () => {
    expect(check('services:\n  web:\n    depends_on:\n      db:\n        condition: healthy\n'))
      .toMatchInlineSnapshot(`
      "error: \`services.web.depends_on.db.condition\` must be one of \`service_started\`, \`service_healthy\` or \`service_completed_successfully\` (compose/bad-value)
        ┌ compose.yaml:5:20
      5 │         condition: healthy
        │                    ^^^^^^^

      hint: did you mean \`service_healthy\`?
      "
    `);
  });

  test.each([
    ['cgroup: hots', 'cgroup` must be one of `host` or `private`', 'did you mean `host`?'],
    ['pull_policy: alwasy', '`every_<time>`', 'did you mean `always`?'],
    ['gpus: some', 'gpus` must be `all`', undefined],
    ['container_name: ""', 'the first of them a letter or a digit', undefined],
    ['oom_score_adj: 1001', 'oom_score_adj` must be at most 1000', undefined],
    ['oom_score_adj: -1001', 'oom_score_adj` must be at least -1000', undefined],
    ['volumes: [{ type: bnid }]', 'volumes[0].type` must be one of `bind`,', 'did you mean `bind`?'],
  ])('%s', (line, words, hint) => {
    const [error, second] = checkService(line).split('\n');
    expect(error).toContain(words);
    expect(error).toContain('(compose/bad-value)');
    expect(second).toBe(hint && `hint: ${hint}`);
  });

  test('a missing key, with what it can be', () => {
    expect(check('services:\n  web:\n    depends_on:\n      db: {}\n')).toMatchInlineSnapshot(`
      "error: \`services.web.depends_on.db\` needs the key \`condition\` (compose/missing-key)
        ┌ compose.yaml:4:7
      4 │       db: {}
        │       ^^

      hint: \`condition\` is one of \`service_started\`, \`service_healthy\`, \`service_completed_successfully\`
      "
    `);
    expect(checkService('extends: { file: a }')).toBe(
      'error: `services.web.extends` needs the key `service` (compose/missing-key)',
    );
  });

  test('the same entry twice, with both places', () => {
    expect(check('services:\n  web:\n    security_opt:\n      - a\n      - b\n      - a\n'))
      .toMatchInlineSnapshot(`
      "error: \`services.web.security_opt\` has the same entry twice (compose/repeated-entry)
        ┌ compose.yaml:6:9
      6 │       - a
        │         ^
      note: the same entry before
        ┌ compose.yaml:4:9
      4 │       - a
        │         ^

      hint: remove one of them
      "
    `);
  });

  test('names that cannot be', () => {
    expect(check('services:\n  a b: { image: a }\n')).toMatchInlineSnapshot(`
      "error: \`a b\` cannot be a name under \`services\` (compose/bad-name)
        ┌ compose.yaml:2:3
      2 │   a b: { image: a }
        │   ^^^

      hint: names are made of letters, digits, \`_\`, \`.\` and \`-\`
      "
    `);
    expect(check('services: { web: { image: a, environment: { "": b } } }\n')).toContain(
      'error: a name under `services.web.environment` is empty (compose/bad-name)',
    );
  });
});

test.each([
  ['keys of a person’s own', 'x-a: 1\nservices: { x-b: { image: a, x-c: 2, build: { x-d: 3 } } }'],
  ['names of objects’ own members', 'services: { constructor: { image: a, environment: { __proto__: b } } }'],
  [
    'an empty volume, network and use of a network',
    'services: { a: { networks: { n: } } }\nvolumes: { v: }\nnetworks: { n: }',
  ],
  [
    'texts where numbers and truths are meant',
    'services: { a: { tty: "${TTY}", cpus: "0.5", scale: "2", mem_limit: 1g } }',
  ],
  [
    'every shape of a port',
    'services: { a: { ports: [80, "1-2:3-4/udp", { target: 80, published: "8080", mode: host }] } }',
  ],
  [
    'hooks, models, providers',
    'services: { a: { provider: { type: p, options: { o: [1, b] } }, models: { m: }, pre_start: [{ command: a, per_replica: true }], post_start: [{ command: [a] }] } }\nmodels: { m: { model: a } }',
  ],
  ['an old version', 'version: "2.4"\nservices: { a: { image: b } }'],
])('%s are allowed', (_, text) => {
  expect(check(text)).toBe('');
});

test('ten thousand mistakes are each found', () => {
  const source = { path: '/project/compose.yaml', text: '' };
  let at = 0;
  const span = () => ({ source, start: at++, end: at });
  const mapping = (members: readonly (readonly [string, () => Node])[]): MappingNode => ({
    kind: 'mapping',
    entries: new Map(members.map(([key, value]) => [key, { key, keySpan: span(), value: value() }])),
    span: span(),
  });
  const number = (): Node => ({ kind: 'scalar', value: 1, text: '1', span: span() });
  const service = (): Node =>
    mapping(['image', 'prots', 'volumess', 'hostname'].map((key) => [key, number] as const));
  const services = Array.from({ length: 2500 }, (_, index) => [`s${index}`, service] as const);
  expect(validate(mapping([['services', () => mapping(services)]])).diagnostics).toHaveLength(10_000);
});

/** The tree as interpolation leaves it: a value in place of each variable, at the place of the variable. */
function interpolated(node: MappingNode, value: number): MappingNode {
  const fill = (inner: Node): Node => {
    if (inner.kind === 'mapping') return interpolated(inner, value);
    if (inner.kind === 'sequence') return { ...inner, items: inner.items.map(fill) };
    return inner.text.startsWith('$') ? { ...inner, value, text: String(value) } : inner;
  };
  const entries = [...node.entries].map(
    ([key, entry]) => [key, { ...entry, value: fill(entry.value) }] as const,
  );
  return { ...node, entries: new Map(entries) };
}
