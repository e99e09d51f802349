import { expect, test } from 'vitest';
import { loadTexts, serviceOf } from '../support/compose.ts';

test('short form: paths and variables are those of the included folder', async () => {
  const { document, errors } = await loadTexts({
    files: {
      'compose.yaml': 'include: [sub/compose.yaml]\nservices: {a: {image: "$TAG"}}',
      '.env': 'TAG=outer',
      'sub/compose.yaml': 'services: {web: {image: "x:$TAG:$MORE", build: .}}',
      'sub/.env': 'TAG=inner\nMORE=more',
    },
  });
  expect(errors).toEqual([]);
  expect(serviceOf(document ?? {})).toMatchObject({
    image: 'x:outer:more',
    build: { context: '/project/sub' },
  });
});

test('a variable that an included service passes on comes from the included env file', async () => {
  const { document, warnings } = await loadTexts({
    files: {
      'compose.yaml': 'include: [sub/compose.yaml]\nservices: {a: {image: a, environment: [INNER]}}',
      'sub/compose.yaml':
        'services: {web: {image: x, environment: [INNER, SHELL, NONE]}, map: {image: x, environment: {INNER: }}}',
      'sub/.env': 'INNER=inner\nSHELL=inner',
    },
    env: { SHELL: 'shell' },
  });
  expect(warnings).toEqual([]);
  expect(document?.['services']).toMatchObject({
    web: { environment: { INNER: 'inner', SHELL: 'shell', NONE: null } },
    map: { environment: { INNER: null } },
    a: { environment: { INNER: null } },
  });
});

test('without interpolation a bare name in an included file stays one', async () => {
  const files = {
    'compose.yaml': 'include: [sub/compose.yaml]',
    'sub/compose.yaml': 'services: {web: {image: x, environment: [INNER]}}',
    'sub/.env': 'INNER=inner',
  };
  const { document } = await loadTexts({ files, request: { noInterpolate: true } });
  expect(serviceOf(document ?? {})['environment']).toEqual({ INNER: null });
});

test('long form: several files, a project directory, env files', async () => {
  const { document, errors } = await loadTexts({
    files: {
      'compose.yaml':
        'include:\n  - path: [sub/a.yaml, sub/b.yaml]\n    project_directory: other\n    env_file: my.env\n',
      'my.env': 'TAG=mine',
      'sub/a.yaml': 'services: {web: {image: "x:$TAG", build: .}}',
      'sub/b.yaml': 'services: {web: {user: b}}',
    },
  });
  expect(errors).toEqual([]);
  expect(serviceOf(document ?? {})).toMatchObject({
    image: 'x:mine',
    user: 'b',
    build: { context: '/project/other' },
  });
});

test('the same resource twice is fine when it is the same, and an error when not', async () => {
  const included = 'services: {web: {image: x}}\nnetworks: {n: {driver: bridge}}';
  const same = await loadTexts({
    files: { 'compose.yaml': 'include: [sub.yaml]\nnetworks: {n: {driver: bridge}}', 'sub.yaml': included },
  });
  expect(same.errors).toEqual([]);
  const other = await loadTexts({
    files: { 'compose.yaml': 'include: [sub.yaml]\nnetworks: {n: {driver: macvlan}}', 'sub.yaml': included },
  });
  expect(other.errors).toEqual(['compose/include-conflict compose.yaml:2:12']);
});

test('a circle of includes is named', async () => {
  const { diagnostics } = await loadTexts({
    files: {
      'compose.yaml': 'include: [b.yaml]\nservices: {web: {image: x}}',
      'b.yaml': 'include: [compose.yaml]',
    },
  });
  expect(diagnostics).toMatchObject([
    {
      code: 'compose/include-cycle',
      args: { files: ['/project/compose.yaml', '/project/b.yaml', '/project/compose.yaml'] },
    },
  ]);
});

test('a missing file or env file is shown where it is named', async () => {
  const { errors } = await loadTexts({
    files: {
      'compose.yaml': 'include:\n  - no.yaml\n  - {path: sub.yaml, env_file: no.env}\n',
      'sub.yaml': 'services: {web: {image: x}}',
    },
  });
  expect(errors).toEqual([
    'compose/file-not-found compose.yaml:2:5',
    'compose/env-file-not-found compose.yaml:3:32',
  ]);
});

test('a local service may extend an included one', async () => {
  const { document } = await loadTexts({
    files: {
      'compose.yaml': 'include: [sub.yaml]\nservices: {web: {extends: base, user: u}}',
      'sub.yaml': 'services: {base: {image: x}}',
    },
  });
  expect(serviceOf(document ?? {})).toMatchObject({ image: 'x', user: 'u' });
});
