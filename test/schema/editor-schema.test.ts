import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { editorSchema } from '../../scripts/build-editor-schema.ts';
import { loadTexts } from '../support/compose.ts';

type Member = Readonly<Record<string, unknown>>;

const read = (name: string): Promise<string> =>
  readFile(new URL(`../../schemas/${name}`, import.meta.url), 'utf8');

const editors = JSON.parse(await read('compose.editor.schema.json')) as Member;
const parsers = JSON.parse(await read('compose.schema.json')) as Member;
const validate = new Ajv2020({ allErrors: true, strict: false }).compile(editors);

/** What an editor would mark. */
function marked(value: unknown): readonly string[] {
  return validate(value)
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

test('the editors’ schema is made from the parser’s', async () => {
  expect(await read('compose.editor.schema.json')).toBe(await editorSchema());
});

test('it says what it is, and keeps the texts that editors show', () => {
  expect(editors).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'compose.editor.schema.json',
    title: parsers['title'],
    description: parsers['description'],
  });
  const texts = (schema: Member): number => JSON.stringify(schema).match(/"description":"/g)?.length ?? 0;
  expect(texts(editors)).toBe(texts(parsers));
});

const definitions = parsers['$defs'] as Readonly<Record<string, Member>>;

/** Documents with `${VAR}` in each place that takes a scalar, one for each place. */
function* filled(schema: Member, wrap: (value: unknown) => unknown, seen: readonly string[]): Generator {
  const reference = typeof schema['$ref'] === 'string' ? schema['$ref'].replace('#/$defs/', '') : undefined;
  if (reference !== undefined) {
    if (seen.includes(reference)) return;
    yield* filled(definitions[reference] ?? {}, wrap, [...seen, reference]);
  }
  const types: readonly unknown[] = [schema['type'] ?? []].flat();
  if (['string', 'number', 'integer', 'boolean'].some((type) => types.includes(type))) {
    yield wrap('${VAR:-1}');
    yield wrap('pre-${VAR}');
  }
  for (const [key, member] of Object.entries(
    (schema['properties'] ?? {}) as Readonly<Record<string, Member>>,
  )) {
    yield* filled(member, (value) => wrap({ [key]: value }), seen);
  }
  for (const [key, member] of Object.entries(
    (schema['patternProperties'] ?? {}) as Readonly<Record<string, Member>>,
  )) {
    if (key !== '^x-') yield* filled(member, (value) => wrap({ name: value }), seen);
  }
  if (schema['items'] !== undefined) yield* filled(schema['items'] as Member, (value) => wrap([value]), seen);
}

test('a variable may stand in every place that takes a scalar', () => {
  const documents = [...filled(parsers, (value) => value, [])];
  expect(documents.length).toBeGreaterThan(500);
  expect(documents.filter((document) => typeof document === 'object' && marked(document).length > 0)).toEqual(
    [],
  );
});

const accepted: readonly (readonly [name: string, text: string])[] = [
  [
    'short forms',
    'services: {web: {image: x, ports: ["80:80", 81, "9000-9005:9000-9005/udp"], volumes: ["./a:/a:z,U", "v:/v"], env_file: a.env, environment: [A=1, B], labels: [a=b, c], command: run it, depends_on: [db], networks: [n], ulimits: {nofile: 5}, build: ., healthcheck: {test: curl x}, tmpfs: /t, configs: [c], secrets: [s], expose: [80], sysctls: [a.b=1], extra_hosts: ["a:1.1.1.1"], gpus: all, extends: db, develop: {watch: [{path: ., action: sync, target: /t}]}}, db: {image: y}}\nvolumes: {v: }\nnetworks: {n: }\nconfigs: {c: {content: a}}\nsecrets: {s: {environment: E}}',
  ],
  [
    'variables in numbers, truth values and choices',
    'services: {web: {image: "$I", privileged: "${P:-true}", scale: "${N:-2}", mem_limit: "${M:-1g}", cpus: "${C:-0.5}", pull_policy: "${Q:-always}", restart: "${R:-no}", ports: [{target: "${T:-80}", published: "$PORT"}], depends_on: {db: {condition: "${D:-service_started}", required: "${F:-false}"}}, healthcheck: {retries: "${H:-3}", interval: "${S:-5s}"}, read_only: "${O:-false}", volumes: [{type: "${V:-bind}", source: /a, target: /a}]}, db: {image: y}}',
  ],
  [
    'extensions everywhere',
    'x-a: {b: [1]}\nservices: {x-web: {image: x, x-b: 1, build: {context: ., x-c: 1}, deploy: {x-d: 1}, healthcheck: {test: [NONE], x-e: 1}}}\nnetworks: {n: {x-f: 1}}',
  ],
  [
    'anchors and merge keys',
    'x-base: &base {image: x, environment: {A: 1}}\nservices: {a: {<<: *base, user: b}, b: {<<: [*base]}}',
  ],
  [
    'entries that repeat',
    'services: {web: {image: x, ports: ["80:80", "80:80"], labels: [a=b, a=b], cap_add: [A, A], volumes: ["v:/v", "v:/v"]}}\nvolumes: {v: }',
  ],
  [
    'keys of podman-compose',
    'x-podman: {in_pod: false}\nservices: {web: {image: x, userns_mode: keep-id, network_mode: "pasta:-T,80", x-podman.no_hosts: true, volumes: [{type: glob, source: "/x/*", target: /x}]}}',
  ],
  [
    'models and providers',
    'services: {web: {image: x, models: [m]}, db: {provider: {type: cloud, options: {a: [b]}}}}\nmodels: {m: {model: ai/m}}',
  ],
  [
    'include',
    'include: [sub.yaml, {path: [sub.yaml], project_directory: ., env_file: []}]\nservices: {web: {image: x}}',
  ],
];

test.each(accepted)('%s: the parser takes it, and no editor marks it', async (_, text) => {
  const { errors } = await loadTexts({
    files: { 'compose.yaml': text, 'a.env': 'A=1', 'sub.yaml': 'services: {sub: {image: x}}' },
    env: { I: 'x', PORT: '80', E: 'x' },
  });
  expect(errors).toEqual([]);
  expect(marked(parse(text, { merge: true }))).toEqual([]);
});

test('what another file completes is not marked', async () => {
  const override =
    'services: {web: {depends_on: {db: {restart: true}}, ulimits: {nofile: {soft: 5}}, build: {args: {A: 1}}, environment: , labels: , command: , ports: }}';
  const { errors } = await loadTexts({
    files: {
      'compose.yaml':
        'services: {web: {build: ., environment: {A: 1}, labels: {a: b}, ports: [80], depends_on: {db: {condition: service_healthy}}, ulimits: {nofile: {soft: 1, hard: 9}}, volumes: [{type: bind, source: /x, target: /a}]}, db: {image: y}}',
      'compose.override.yaml': override,
    },
  });
  expect(errors).toEqual([]);
  expect(marked(parse(override))).toEqual([]);
});

test.each([
  ['a misspelt key', 'services: {web: {imgae: x}}'],
  ['a list for a text', 'services: {web: {image: [x]}}'],
  ['a word that is no choice', 'services: {web: {image: x, cgroup: hots}}'],
  [
    'a word for a truth value',
    'services: {web: {image: x, depends_on: {db: {condition: service_started, required: maybe}}}}',
  ],
])('%s is marked', (_, text) => {
  expect(marked(parse(text))).not.toEqual([]);
});
