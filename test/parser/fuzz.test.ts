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

const mutation = fc.record({
  at: fc.nat(),
  remove: fc.integer({ min: 0, max: 6 }),
  insert: fc.oneof(fc.constantFrom(...tokens), fc.string({ maxLength: 4 })),
});

function mutate(text: string, edits: readonly { at: number; remove: number; insert: string }[]): string {
  return edits.reduce((result, { at, remove, insert }) => {
    const start = at % (result.length + 1);
    return result.slice(0, start) + insert + result.slice(start + remove);
  }, text);
}

test('whatever is done to a file, there is a project or an error that can be printed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...seeds),
      fc.array(mutation, { minLength: 1, maxLength: 5 }),
      async (seed, edits) => {
        const files = {
          'compose.yaml': mutate(seed, edits),
          'other.yaml': 'services: {base: {image: x, volumes: ["./d:/d"]}}',
          'db.env': 'A=1',
        };
        const { document, errors, diagnostics } = await loadTexts({ files });
        expect(document === undefined).toBe(errors.length > 0);
        expect(renderText(diagnostics, { isColoured: false })).not.toMatch(
          /\bundefined\b(?!-reference)|\[object|NaN/,
        );
      },
    ),
    { numRuns: 400 },
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
    { numRuns: 300 },
  );
}, 60_000);
