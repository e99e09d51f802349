import { expect, test } from 'vitest';
import { loadCanonical } from '../../src/parser/load-canonical.ts';
import type { LoadRequest } from '../../src/parser/request.ts';
import { memoryHost } from '../support/memory-host.ts';

const one = 'services: {web: {image: x}}';

async function load(
  files: Readonly<Record<string, string>>,
  request: Partial<LoadRequest> = {},
  host: { readonly workingDir?: string; readonly env?: Readonly<Record<string, string>> } = {},
) {
  const { value, diagnostics } = await loadCanonical(
    { files: [], profiles: [], envFiles: [], ...request },
    memoryHost({ files, ...host }),
  );
  return {
    name: value?.name,
    workingDir: value?.workingDir,
    files: value?.composeFiles,
    services: [...(value?.selected.services.keys() ?? [])],
    codes: diagnostics.map(({ code }) => code),
  };
}

test('the first of the four names, with a warning when there are several, and its override', async () => {
  const found = await load({
    '/project/docker-compose.yml': one,
    '/project/compose.yml': one,
    '/project/compose.override.yaml': 'services: {more: {image: x}}',
  });
  expect(found).toEqual({
    name: 'project',
    workingDir: '/project',
    files: ['/project/compose.yml', '/project/compose.override.yaml'],
    services: ['web', 'more'],
    codes: ['compose/several-files'],
  });
});

test('the file is looked for upwards, and its folder is the project', async () => {
  const found = await load(
    { '/project/compose.yaml': one, '/project/a/b/x': '' },
    {},
    { workingDir: '/project/a/b' },
  );
  expect(found).toMatchObject({ name: 'project', workingDir: '/project', files: ['/project/compose.yaml'] });
});

test('no file anywhere', async () => {
  expect((await load({})).codes).toEqual(['compose/no-file']);
});

test('COMPOSE_FILE and its separator, also from .env', async () => {
  const files = { '/project/a.yaml': one, '/project/b.yaml': 'services: {b: {image: x}}' };
  const direct = await load(files, {}, { env: { COMPOSE_FILE: 'a.yaml:b.yaml' } });
  expect(direct.services).toEqual(['web', 'b']);
  const dotted = await load({
    ...files,
    '/project/.env': 'COMPOSE_FILE=b.yaml;a.yaml\nCOMPOSE_PATH_SEPARATOR=;',
  });
  expect(dotted.files).toEqual(['/project/b.yaml', '/project/a.yaml']);
});

test('the name: -p, then COMPOSE_PROJECT_NAME, then the last `name`, then the folder', async () => {
  const named = { '/project/compose.yaml': `name: From File\n${one}` };
  expect((await load(named, { projectName: 'flag' }, { env: { COMPOSE_PROJECT_NAME: 'env' } })).name).toBe(
    'flag',
  );
  expect((await load(named, {}, { env: { COMPOSE_PROJECT_NAME: 'env' } })).name).toBe('env');
  expect((await load(named)).name).toBe('fromfile');
  expect((await load({ '/My.Project_1/compose.yaml': one }, {}, { workingDir: '/My.Project_1' })).name).toBe(
    'myproject_1',
  );
  expect((await load({ '/project/compose.yaml': one }, { projectName: 'Bad Name' })).codes).toEqual([
    'compose/bad-project-name',
  ]);
});

test('--project-directory is where paths start, and where .env lies', async () => {
  const found = await load(
    { '/project/sub/c.yaml': 'services: {web: {image: "$T", build: .}}', '/other/.env': 'T=t' },
    { files: ['sub/c.yaml'], projectDirectory: '/other' },
  );
  expect(found).toMatchObject({ workingDir: '/other', files: ['/project/sub/c.yaml'], codes: [] });
});

test('standard input', async () => {
  const found = await load({}, { files: ['-'], stdin: () => Promise.resolve(one) });
  expect(found).toMatchObject({ name: 'project', files: ['-'], services: ['web'] });
});

test('profiles: none, some, all, from the environment, and by naming a service', async () => {
  const files = {
    '/project/compose.yaml':
      'services: {web: {image: x}, dev: {image: x, profiles: [dev]}, test: {image: x, profiles: [test, dev]}}',
  };
  const names = async (request: Partial<LoadRequest>, env = {}): Promise<readonly string[]> =>
    (await load(files, request, { env })).services;
  expect(await names({})).toEqual(['web']);
  expect(await names({ profiles: ['test'] })).toEqual(['web', 'test']);
  expect(await names({ profiles: ['*'] })).toEqual(['web', 'dev', 'test']);
  expect(await names({}, { COMPOSE_PROFILES: 'dev' })).toEqual(['web', 'dev', 'test']);
  expect(await names({ services: ['dev'] })).toEqual(['dev']);
});

test('a dependency whose profile is off', async () => {
  const compose = (required: boolean): string =>
    `services: {web: {image: x, depends_on: {b: {condition: service_started, required: ${required}}}}, b: {image: x, profiles: [p]}}`;
  expect((await load({ '/project/compose.yaml': compose(true) })).codes).toEqual([
    'compose/disabled-dependency',
  ]);
  expect((await load({ '/project/compose.yaml': compose(false) })).codes).toEqual([]);
});

test('env files: only those of the services that are needed must be there', async () => {
  const files = {
    '/project/compose.yaml':
      'services: {a: {image: x}, b: {image: x, env_file: no.env}, c: {image: x, env_file: [{path: no.env, required: false}]}}',
  };
  expect((await load(files)).codes).toEqual(['compose/env-file-not-found']);
  expect((await load(files, { services: ['a'] })).codes).toEqual([]);
  expect((await load(files, { noEnvResolution: true })).codes).toEqual([]);
});

test('unknown services are named, with what was meant', async () => {
  const { diagnostics } = await loadCanonical(
    { files: [], profiles: [], envFiles: [], services: ['wbe'] },
    memoryHost({ files: { '/project/compose.yaml': one } }),
  );
  expect(diagnostics).toMatchObject([
    { code: 'compose/unknown-service', args: { service: 'wbe', nearest: 'web' } },
  ]);
});
