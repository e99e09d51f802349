import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderText } from '../../src/diagnostics/render.ts';
import { loadTexts } from '../support/compose.ts';

/** Files that use much of the format: what mutation starts from. */
const seeds = [
  `name: demo
x-common: &common
  restart: unless-stopped
  environment: {A: "1", B: "\${B:-two}"}
services:
  web:
    <<: *common
    build: {context: ., args: [X=1], target: dev}
    ports: ["8080:80", {target: 443, published: "8443"}]
    volumes: [data:/data, ./src:/src:ro]
    depends_on: {db: {condition: service_healthy}}
    networks: [front]
    healthcheck: {test: [CMD, true], interval: 10s}
  db:
    image: "postgres:\${TAG-16}"
    env_file: [{path: db.env, required: false}]
    secrets: [password]
    deploy: {replicas: 1, resources: {limits: {memory: 50M}}}
    profiles: [all]
networks: {front: {driver: bridge, ipam: {config: [{subnet: 10.0.0.0/24}]}}}
volumes: {data: {}}
secrets: {password: {environment: PW}}
`,
  `include: [other.yaml]
services:
  a: {extends: {file: other.yaml, service: base}, command: echo "a b", ulimits: {nofile: 5}}
  b: {image: x, network_mode: "service:a", devices: ["/dev/a:/dev/b"], user: !reset null}
---
services:
  a: {environment: !override [Q=1], gpus: all}
`,
];

const tokens = [
  '\n',
  ' ',
  '  ',
  '\t',
  ':',
  ': ',
  '-',
  '- ',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '&a ',
  '*a',
  '<<: ',
  '!reset ',
  '!override ',
  '$',
  '${',
  '}',
  '${A:?',
  '|',
  '>',
  '#',
  '?',
  '%',
  '---\n',
  '\0',
  '\uFEFF',
  '\uD800',
  'null',
  '~',
  '1e999',
  '0x',
  '-1',
  '99999999999999999999',
  '__proto__',
  'services',
  'x-',
];

/** One change: characters at a place, or a whole line, replaced, doubled, or given the value of another line. */
const mutation = fc.oneof(
  fc.record({
    kind: fc.constant('characters' as const),
    at: fc.nat(),
    remove: fc.integer({ min: 0, max: 6 }),
    insert: fc.oneof(fc.constantFrom(...tokens), fc.string({ maxLength: 4 })),
  }),
  fc.record({
    kind: fc.constantFrom('drop' as const, 'double' as const, 'retype' as const, 'swap' as const),
    at: fc.nat(),
    with: fc.nat(),
    insert: fc.constantFrom(
      'null',
      '[]',
      '{}',
      '5',
      '1.5',
      'true',
      '"x"',
      '[x]',
      '{a: 1}',
      '"$A"',
      '2001-01-01',
    ),
  }),
);

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutate(text: string, edits: readonly Mutation[]): string {
  return edits.reduce(mutateOnce, text);
}

/** A line up to its value, and the value. */
const keyAndValue = /^(\s*(?:- )?(?:[\w."'/-]+:)?)(.*)$/u;

function mutateOnce(text: string, edit: Mutation): string {
  if (edit.kind === 'characters') {
    const start = edit.at % (text.length + 1);
    return text.slice(0, start) + edit.insert + text.slice(start + edit.remove);
  }
  const lines = text.split('\n');
  const at = edit.at % lines.length;
  const other = lines[edit.with % lines.length] ?? '';
  const [line = '', key = ''] = keyAndValue.exec(lines[at] ?? '') ?? [];
  const changed = {
    drop: [],
    double: [line, other],
    retype: [`${key} ${edit.insert}`],
    swap: [`${key}${keyAndValue.exec(other)?.[2] ?? ''}`],
  };
  return lines.toSpliced(at, 1, ...changed[edit.kind]).join('\n');
}

/** Compose files below a folder, of a size that makes many runs possible. */
function composeFilesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => statSync(path).size < 10_000)
    .sort()
    .map((path) => readFileSync(path, 'utf8'))
    .filter((text) => text.includes('services:'));
}

/** Where mutation starts: the files above, the examples, and whatever compose files `SELKIE_FUZZ_FOLDER` holds. */
const { SELKIE_FUZZ_FOLDER: ownFolder, SELKIE_TEST_RUNS: ownRuns } = process.env;
const starts = [
  ...seeds,
  ...composeFilesBelow(join(import.meta.dirname, '../../examples')),
  ...(ownFolder === undefined ? [] : composeFilesBelow(ownFolder)),
];
const runs = (usual: number): number => Number(ownRuns ?? usual);

test('whatever is done to a file, there is a project or an error that can be printed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...starts),
      fc.array(mutation, { minLength: 1, maxLength: 5 }),
      async (seed, edits) => {
        const files = {
          'compose.yaml': mutate(seed, edits),
          'other.yaml': 'services: {base: {image: x, volumes: ["./d:/d"]}}',
          'db.env': 'A=1',
        };
        const { document, errors, diagnostics } = await loadTexts({ files });
        expect(document === undefined).toBe(errors.length > 0);
        // What stands in a code frame is the file's own text.
        const messages = renderText(diagnostics, { isColoured: false }).replace(/^.*[│`].*$/gmu, '');
        expect(messages).not.toMatch(/\bundefined\b(?!-reference)|\[object|NaN|^\s+at /m);
      },
    ),
    { numRuns: runs(400) },
  );
}, 120_000);

test('whatever is done to an env file, there are values or an error', async () => {
  const seed = 'A=1\nexport B="x ${A} \\n" # c\nC=\'lit\'\nD: e\nE\nF="two\nlines"\n';
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 5 }), async (edits) => {
      const files = {
        'compose.yaml': 'services: {web: {image: x, env_file: my.env}}',
        'my.env': mutate(seed, edits),
      };
      const { document, errors } = await loadTexts({ files });
      expect(document === undefined).toBe(errors.length > 0);
    }),
    { numRuns: runs(300) },
  );
}, 60_000);
