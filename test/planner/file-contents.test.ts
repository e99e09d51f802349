import { expect, test } from 'vitest';
import type { Project } from '../../src/model/project.ts';
import { load } from '../../src/parser/load.ts';
import { memoryHost } from '../support/memory-host.ts';
import { patched, printed, running } from '../support/plan-text.ts';

const compose = `
services:
  db: {image: localhost/bb}
  web:
    image: localhost/bb
    env_file: web.env
    configs: [settings]
configs:
  settings: {file: settings.ini}
`;

async function projectWith(variables: string): Promise<Project> {
  const files = { '/project/compose.yaml': compose, '/project/web.env': variables };
  const host = memoryHost({ files, env: {} });
  const request = { files: [], profiles: [], envFiles: [], projectName: 'app' };
  const { value, diagnostics } = await load(request, host);
  if (value === undefined) throw new Error(JSON.stringify(diagnostics));
  return value;
}

const settings = (digest: string) => ({
  contents: new Map([['config:settings', { kind: 'file', sizeBytes: 5, digest } as const]]),
});

test('another value in an env_file recreates who reads it, and nobody else, and names the variable', async () => {
  const before = running(await projectWith('LOG_LEVEL=info\nPORT=80\n'), settings('aaaaaaaa'));
  const details = {
    image: 'localhost/bb',
    environment: new Map([
      ['LOG_LEVEL', 'info'],
      ['PORT', '80'],
    ]),
    command: [],
    user: '',
    workingDir: '',
    hostname: 'web',
  };
  const after = await projectWith('LOG_LEVEL=debug\nPORT=80\n');
  expect(printed(after, patched(before, 'app-web-1', { details }), settings('aaaaaaaa')))
    .toMatchInlineSnapshot(`
    "#1: create container 1-app-web-10_app-web-1 in pod app-pod (environment.LOG_LEVEL: info → debug)
    #2 after #1: stop container app-web-1 (environment.LOG_LEVEL: info → debug)
    #3 after #1 #2: rename container 1-app-web-10_app-web-1 to app-web-1 (environment.LOG_LEVEL: info → debug)
    #4 after #1 #3: init container app-web-1 (environment.LOG_LEVEL: info → debug)
    #5 after #4: start container app-web-1 (environment.LOG_LEVEL: info → debug)
    #6 after #1 #2 #3 #4 #5: remove container app-web-1 (environment.LOG_LEVEL: info → debug)
    #7 if #1 #2 #3 #4 #5 fails: put container app-web-1 back

    1 to recreate, 3 unchanged
    "
  `);
});

test('other bytes of a config recreate who reads it, and nobody else', async () => {
  const project = await projectWith('');
  expect(printed(project, running(project, settings('aaaaaaaa')), settings('bbbbbbbb')))
    .toMatchInlineSnapshot(`
    "#1: create config app_settings.config (its content changed)
    #2 after #1: create container 1-app-web-10_app-web-1 in pod app-pod (content of config settings changed)
    #3 after #2: stop container app-web-1 (content of config settings changed)
    #4 after #2 #3: rename container 1-app-web-10_app-web-1 to app-web-1 (content of config settings changed)
    #5 after #2 #4: init container app-web-1 (content of config settings changed)
    #6 after #5: start container app-web-1 (content of config settings changed)
    #7 after #2 #3 #4 #5 #6: remove container app-web-1 (content of config settings changed)
    #8 if #2 #3 #4 #5 #6 fails: put container app-web-1 back

    1 to create, 1 to recreate, 3 unchanged
    "
  `);
});

test('other comments, order and blank lines in an env_file change nothing', async () => {
  const before = running(await projectWith('A=1\nB=2\n'), settings('aaaaaaaa'));
  const after = await projectWith('# told\n\nB=2\nA=1\n');
  expect(printed(after, before, settings('aaaaaaaa'))).toMatchInlineSnapshot(`
    "nothing to do, 4 unchanged
    "
  `);
});
