import { expect, test } from 'vitest';
import { loadTexts, serviceOf, without } from '../support/compose.ts';

async function merged(base: string, over: string): Promise<unknown> {
  const { document, errors } = await loadTexts({
    files: { 'a.yaml': `services: {web: {image: x, ${base}}}`, 'b.yaml': `services: {web: {${over}}}` },
    request: { files: ['a.yaml', 'b.yaml'] },
  });
  if (document === undefined) return errors;
  return without(serviceOf(document), 'image', 'networks');
}

test.each<[name: string, base: string, over: string, result: unknown]>([
  ['scalars are replaced', 'user: a', 'user: b', { user: 'b' }],
  ['null leaves what was', 'user: a', 'user: null', { user: 'a' }],
  ['command is replaced', 'command: [a, b]', 'command: c', { command: ['c'] }],
  ['entrypoint is replaced', 'entrypoint: a', 'entrypoint: []', { entrypoint: [] }],
  [
    'environment by name',
    'environment: {A: 1, B: 2}',
    'environment: [B=3, C=4]',
    { environment: { A: '1', B: '3', C: '4' } },
  ],
  ['labels by name', 'labels: [a=1]', 'labels: {a: 2}', { labels: { a: '2' } }],
  ['dns joins', 'dns: 1.1.1.1', 'dns: [1.1.1.1, 8.8.8.8]', { dns: ['1.1.1.1', '8.8.8.8'] }],
  ['cap_add joins without repeats', 'cap_add: [A]', 'cap_add: [A, B]', { cap_add: ['A', 'B'] }],
  ['tmpfs joins', 'tmpfs: /a', 'tmpfs: [/b]', { tmpfs: ['/a', '/b'] }],
  ['security_opt appends', 'security_opt: [a]', 'security_opt: [b]', { security_opt: ['a', 'b'] }],
  [
    'extra_hosts join',
    'extra_hosts: ["a:1.1.1.1"]',
    'extra_hosts: {b: 2.2.2.2}',
    { extra_hosts: ['a=1.1.1.1', 'b=2.2.2.2'] },
  ],
  [
    'ulimits by name',
    'ulimits: {a: 1, b: {soft: 1, hard: 2}}',
    'ulimits: {a: 2, b: {soft: 2}}',
    { ulimits: { a: 2, b: { soft: 2, hard: 2 } } },
  ],
  [
    'healthcheck test is replaced',
    'healthcheck: {test: [CMD, a], retries: 1}',
    'healthcheck: {test: b}',
    { healthcheck: { test: ['CMD-SHELL', 'b'], retries: 1 } },
  ],
  [
    'logging options of one driver join',
    'logging: {driver: a, options: {x: 1}}',
    'logging: {driver: a, options: {y: 2}}',
    { logging: { driver: 'a', options: { x: '1', y: '2' } } },
  ],
  [
    'logging of another driver replaces',
    'logging: {driver: a, options: {x: 1}}',
    'logging: {driver: b}',
    { logging: { driver: 'b' } },
  ],
  [
    'build joins',
    'build: .',
    'build: {target: x}',
    { build: { context: '/project', dockerfile: 'Dockerfile', target: 'x' } },
  ],
  [
    'build args by name',
    'build: {args: [A=1]}',
    'build: {args: {A: 2, B: 3}}',
    { build: { context: '/project', dockerfile: 'Dockerfile', args: { A: '2', B: '3' } } },
  ],
])('%s', async (_, base, over, result) => {
  expect(await merged(base, over)).toEqual(result);
});

test('another published port adds a mapping, the same one does not', async () => {
  expect(await merged('ports: ["80:80"]', 'ports: ["81:80", {target: 80, published: "80"}]')).toMatchObject({
    ports: [
      { target: 80, published: '80' },
      { target: 80, published: '81' },
    ],
  });
});

test('mounts of one target are one', async () => {
  expect(await merged('volumes: ["/a:/x", "/b:/y"]', 'volumes: ["/c:/x:ro"]')).toMatchObject({
    volumes: [
      { source: '/c', target: '/x', read_only: true },
      { source: '/b', target: '/y' },
    ],
  });
});

test('!reset takes away, !override replaces', async () => {
  expect(
    await merged(
      'ports: ["80:80"], user: a, dns: [1.1.1.1]',
      'ports: !reset [], user: !reset null, dns: !override [8.8.8.8]',
    ),
  ).toEqual({
    dns: ['8.8.8.8'],
  });
});

test('!reset of one member leaves the others', async () => {
  expect(await merged('environment: {A: 1, B: 2}', 'environment: {A: !reset null}')).toEqual({
    environment: { B: '2' },
  });
});

test('!reset and !override inside a list are of that list alone', async () => {
  expect(await merged('expose: ["1"]', 'expose: ["2", !reset "3"]')).toEqual({ expose: ['1', '2'] });
  expect(await merged('expose: ["1"]', 'expose: [!override "2"]')).toEqual({ expose: ['1', '2'] });
});

test('documents of one file merge like files', async () => {
  const { document } = await loadTexts({
    files: { 'compose.yaml': 'services: {web: {image: a, user: u}}\n---\nservices: {web: {image: b}}\n' },
  });
  expect(serviceOf(document ?? {})).toMatchObject({ image: 'b', user: 'u' });
});

test('a list does not override a mapping', async () => {
  expect(await merged('deploy: {replicas: 1}', 'deploy: [a]')).toEqual([
    'compose/cannot-override b.yaml:1:26',
  ]);
});

test('an error shows in the file that has it', async () => {
  const { errors } = await loadTexts({
    files: {
      'a.yaml': 'services: {web: {image: x}}',
      'b.yaml': 'services:\n  web:\n    prots: ["80:80"]\n',
    },
    request: { files: ['a.yaml', 'b.yaml'] },
  });
  expect(errors).toEqual(['compose/unknown-key b.yaml:3:5']);
});
