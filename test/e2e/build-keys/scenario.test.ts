import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { eventually, project, scenarios } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

/** Its images are not wanted after the test. */
async function builder(): Promise<Scenario> {
  const app = await project(import.meta.dirname, { env: { SHELL_TOKEN: 'shelled' } });
  onTestFinished(async () => {
    const names = await images(app);
    if (names.length > 0) await app.host.run('podman', ['rmi', '--force', '--ignore', ...names]);
  });
  return app;
}

async function images(app: Scenario): Promise<readonly string[]> {
  const format = ['--format', '{{.Repository}}:{{.Tag}}', '--filter', `reference=*${app.project}*`];
  const { stdout } = await app.host.run('podman', ['images', ...format]);
  return stdout
    .split('\n')
    .filter((name) => name !== '')
    .sort();
}

async function inImage(app: Scenario, image: string, command: readonly string[]): Promise<string> {
  const { stdout } = await app.host.run('podman', ['run', '--rm', '--network=none', image, ...command]);
  return stdout.trim();
}

/** What builds work in, and what was made for them alone. */
async function leftovers(app: Scenario): Promise<readonly string[]> {
  const containers = await app.host.run('podman', ['ps', '-a', '--external', '--format', '{{.Names}}']);
  const contexts = await app.host.run('podman', ['images', '--format', '{{.Repository}}']);
  return [
    ...containers.stdout.split('\n').filter((name) => name.includes('working-container')),
    ...contexts.stdout.split('\n').filter((name) => /selkie-(context|build)/.test(name)),
  ];
}

/** The engine may tell that a build is done a moment before it has tidied up. */
async function nothingLeft(app: Scenario): Promise<void> {
  await eventually(
    () => leftovers(app),
    (left) => left.length === 0,
  );
}

scenarios('keys and options of builds', () => {
  test('dc 40: images get the names of the file, and its tags; -q prints nothing', async () => {
    const app = await builder();
    const { stdout, stderr } = await app.ok(['build', '-q', 'plain', 'named']);
    expect(stdout).toBe('');
    expect(stderr).toBe('');
    expect(await images(app)).toEqual(
      ['named:v1', 'one:latest', 'plain:latest', 'three:latest', 'two:tag'].map(
        (name) => `localhost/${app.project}-${name}`,
      ),
    );
    await nothingLeft(app);
  });

  test('dc 40: build arguments come from the command line, from the environment, or from the file', async () => {
    const app = await builder();
    const foo = () => inImage(app, `localhost/${app.project}-plain`, ['cat', '/foo']);
    await app.ok(['build', 'plain']);
    expect(await foo()).toBe('of the file');
    await app.ok(['build', '--build-arg', 'FOO=BAR', 'plain']);
    expect(await foo()).toBe('BAR');
    await app.ok(['build', '--build-arg', 'FOO', 'plain'], { env: { FOO: 'of the shell' } });
    expect(await foo()).toBe('of the shell');
  });

  test('dc 40: secrets reach commands and no layer; hosts, limits, rights and network hold', async () => {
    const app = await builder();
    await app.ok(['build', 'named']);
    const image = `localhost/${app.project}-named:v1`;
    const read = async (...paths: readonly string[]) => inImage(app, image, ['cat', ...paths]);
    expect(await read('/secrets')).toBe('FILED\nSHELLEDDOTTED');
    expect(await inImage(app, image, ['ls', '/run/secrets'])).toBe('');
    expect.soft(await read('/hosts')).toMatch(/^192\.0\.2\.9\s+far\.example/);
    expect.soft(await read('/limits')).toBe('100');
    expect.soft(await read('/shm')).toMatch(/\s32768\s/);
    expect.soft(await read('/rights')).toMatch(/CapEff:\s+0*1ff[ef]/);
    const { stdout } = await app.host.run('readlink', ['/proc/1/ns/net']);
    expect.soft(await read('/net')).toBe(stdout.trim());
  });

  test('dc 40: contexts are services, two levels deep, folders without what they ignore, and images', async () => {
    const app = await builder();
    await app.ok(['build', 'main']);
    const image = `localhost/${app.project}-main`;
    expect(await inImage(app, image, ['cat', '/order'])).toBe('base\nmiddle\nmain');
    expect(await inImage(app, image, ['ls', '/files'])).toBe('a.txt');
    expect(await inImage(app, image, ['/own/busybox', 'echo', 'yes'])).toBe('yes');
    expect(await images(app)).toEqual(
      ['base', 'main', 'middle'].map((name) => `localhost/${app.project}-${name}:latest`),
    );
    await nothingLeft(app);
  });

  test('dc 40: up --build of what is unchanged keeps images and containers', async () => {
    const app = await builder();
    const facts = () =>
      app.each(({ Id, Image, Config }) => [Id, Image, Config.Labels['com.docker.compose.config-hash']]);
    await app.ok(['up', '-d', '--build', 'plain', 'main']);
    const before = await facts();
    expect(Object.keys(before)).toEqual(['main-1', 'plain-1']);
    for (let round = 0; round < 2; round++) {
      await app.ok(['up', '-d', '--build', 'plain', 'main']);
      expect(await facts()).toEqual(before);
    }
    const { Config } = await app.container('plain');
    expect(Config.Labels).toMatchObject({ zebra: '1', apple: 'two', middle: '3', last: '4' });

    await app.write('files/a.txt', 'changed');
    await app.ok(['up', '-d', '--build', 'plain', 'main']);
    const after = await facts();
    expect(after['plain-1']).toEqual(before['plain-1']);
    expect(after['main-1']?.[1]).not.toBe(before['main-1']?.[1]);
  });

  test('several platforms become one image, of which the own one is used and all have the tags', async () => {
    const app = await builder();
    const name = `localhost/${app.project}-platforms`;
    await app.ok(['build', 'platforms']);
    for (const tag of [name, `${name}:second`]) {
      const { manifests } = (await app.engine.get(`manifests/${tag}/json`)) as Manifests;
      expect(manifests.map(({ platform }) => platform.architecture).sort()).toEqual(['amd64', 'arm64']);
      expect(new Set(manifests.map(({ digest }) => digest)).size).toBe(2);
    }
    const own = (await app.engine.get(`images/${name}/json`)) as {
      Architecture: string;
      Config: { Env: string[] };
    };
    expect(own.Config.Env).toContain(`BUILT_FOR=${own.Architecture}`);
    await nothingLeft(app);
    await app.ok(['build', 'platforms']);
    const { manifests } = (await app.engine.get(`manifests/${name}/json`)) as Manifests;
    expect(manifests).toHaveLength(2);
  });

  test('a context in a folder that is not there is told by its path', async () => {
    const app = await builder();
    await rm(join(app.folder, 'files'), { recursive: true });
    const { exitCode, stderr } = await app.selkie(['build', 'main']);
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain(join(app.folder, 'files'));
    await nothingLeft(app);
  });

  test('a build that is cut off leaves nothing behind', async () => {
    const app = await builder();
    await app.write(
      'empty/slow.dockerfile',
      'FROM localhost/selkie-test\nRUN echo one\nRUN echo begun; sleep 20\n',
    );
    await app.write(
      'slow.yaml',
      'services: { slow: { build: { context: ./empty, dockerfile: slow.dockerfile } } }',
    );
    const running = app.start(['-f', 'slow.yaml', '--progress', 'plain', 'build']);
    await eventually(
      () => Promise.resolve(running.stderr()),
      (text) => text.includes('begun'),
    );
    running.kill('SIGINT');
    expect((await running.ended).exitCode).toBe(130);
    await nothingLeft(app);
  });
});

interface Manifests {
  readonly manifests: readonly {
    readonly digest: string;
    readonly platform: { readonly architecture: string };
  }[];
}
