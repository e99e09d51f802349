import { expect, test } from 'vitest';
import { loadTexts, serviceOf, without } from '../support/compose.ts';

async function extended(files: Readonly<Record<string, string>>): Promise<unknown> {
  const { document, errors } = await loadTexts({ files });
  if (document === undefined) return errors;
  return without(serviceOf(document), 'networks');
}

test('a service of the same file', async () => {
  const compose =
    'services:\n  base: {image: x, environment: {A: 1}, user: u}\n  web: {extends: base, environment: {A: 2}}\n';
  expect(await extended({ 'compose.yaml': compose })).toEqual({
    image: 'x',
    environment: { A: '2' },
    user: 'u',
  });
});

test('a chain through another file, whose paths start from its folder', async () => {
  expect(
    await extended({
      'compose.yaml': 'services: {web: {extends: {file: sub/base.yaml, service: app}}}',
      'sub/base.yaml':
        'services: {app: {extends: {file: more/deep.yaml, service: root}, volumes: ["./data:/d"]}}',
      'sub/more/deep.yaml': 'services: {root: {image: x, build: .}}',
    }),
  ).toEqual({
    image: 'x',
    build: { context: '/project/sub/more', dockerfile: 'Dockerfile' },
    volumes: [{ type: 'bind', source: '/project/sub/data', target: '/d', bind: { create_host_path: true } }],
  });
});

test.each<[name: string, compose: string, errors: readonly string[]]>([
  ['itself', 'services: {web: {extends: web}}', ['compose/extends-cycle compose.yaml:1:27']],
  [
    'each other',
    'services: {web: {extends: b}, b: {extends: web}}',
    ['compose/extends-cycle compose.yaml:1:27'],
  ],
  ['nobody', 'services: {web: {extends: wbe}}', ['compose/extends-unknown-service compose.yaml:1:27']],
  [
    'a missing file',
    'services: {web: {extends: {file: no.yaml, service: a}}}',
    ['compose/file-not-found compose.yaml:1:34'],
  ],
  [
    'no service',
    'services: {web: {image: x, extends: {file: compose.yaml}}}',
    ['compose/missing-key compose.yaml:1:28'],
  ],
])('a service that extends %s is refused', async (_, compose, errors) => {
  expect(await extended({ 'compose.yaml': compose })).toEqual(errors);
});

test('what the extending file resets is gone', async () => {
  expect(
    await extended({
      'compose.yaml': 'services:\n  base: {image: x, user: u}\n  web: {extends: base, user: !reset null}\n',
    }),
  ).toEqual({ image: 'x' });
});
