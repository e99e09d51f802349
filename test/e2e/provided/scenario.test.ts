import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { beyond, failed, isAnother } from '../../support/program.ts';
import { project, scenariosInEachPlacement } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

const calls = async ({ folder }: Scenario) =>
  (await readFile(join(folder, 'calls'), 'utf8')).split('\n').filter((line) => line !== '');
const variables = async (app: Scenario, service: string) =>
  (await app.container(service)).Config.Env.filter((entry) =>
    /^(?:DATABASE|PLAIN|LATE|SMALL|WHERE|WHICH)/u.test(entry),
  ).sort();

scenariosInEachPlacement('services that are provided', (placement) => {
  const withCloud = async () => {
    const app = await project(import.meta.dirname, { placement });
    const PATH = `${app.folder}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`;
    return { app, env: (more: Readonly<Record<string, string>> = {}) => ({ env: { PATH, ...more } }) };
  };

  test('next 10: the provider is told what to do, and its variables reach those that depend on it', async () => {
    const { app, env } = await withCloud();
    const { stderr } = await app.ok(['up', '-d'], env({ WHERE: 'here' }));
    expect(await variables(app, 'web')).toEqual(['DATABASE_URL=db://here', 'PLAIN=yes']);
    expect(await variables(app, 'side')).toEqual([]);
    const [, up, definition] = await calls(app);
    expect(up).toBe(`compose --project-name=${app.project} up --size=10 --tags=a --tags=b database`);
    beyond(() => expect(JSON.parse(definition ?? '')).toHaveProperty('provider.type', 'selkie-test-cloud'));
    beyond(() => expect(stderr).toContain('a cloud forms'));
    beyond(() => expect(stderr).not.toMatch(/nobody sees this|db:\/\/here/u));
    await app.ok(['down', '-t', '0'], env());
    expect((await calls(app)).at(-1)).toBe(`compose --project-name=${app.project} down database`);
  });

  test.skipIf(isAnother)('another value makes a new container, the same one none', async () => {
    const { app, env } = await withCloud();
    await app.ok(['up', '-d'], env({ WHERE: 'here' }));
    const [web, side] = [await app.container('web'), await app.container('side')];
    await app.ok(['up', '-d'], env({ WHERE: 'here' }));
    expect((await app.container('web')).Id).toBe(web.Id);
    await app.ok(['up', '-d', '-t', '0'], env({ WHERE: 'there' }));
    expect((await app.container('web')).Id).not.toBe(web.Id);
    expect((await app.container('side')).Id).toBe(side.Id);
    const { stdout } = await app.ok(
      ['run', '-T', '--rm', 'web', 'sh', '-c', 'echo $DATABASE_URL'],
      env({ WHERE: 'run' }),
    );
    expect(stdout).toBe('db://run\n');
  });

  test.skipIf(isAnother)('a dry run runs no provider, and says that it would', async () => {
    const { app, env } = await withCloud();
    const { stdout } = await app.ok(['plan'], env());
    expect(stdout).toMatch(/provider database\s+start/u);
    await expect(calls(app)).rejects.toThrow('ENOENT');
  });

  test('one that fails, lacks a parameter or is not there fails up, and nothing is made', async () => {
    const { app, env } = await withCloud();
    const broken = await app.selkie(['up', '-d'], env({ DROUGHT: 'yes' }));
    expect(broken.exitCode).toBe(failed);
    expect(broken.stderr).toContain('out of clouds');
    await app.write(
      'compose.yaml',
      'services: {d: {provider: {type: selkie-test-cloud}}, w: {image: x, depends_on: [d]}}',
    );
    const lacking = await app.selkie(['up', '-d'], env());
    expect(lacking.exitCode).toBe(failed);
    expect(lacking.stderr).toContain('required parameter "size" is missing');
    await app.write('compose.yaml', 'services: {d: {provider: {type: selkie-no-such}}}');
    const missing = await app.selkie(['up', '-d'], env());
    expect(missing.exitCode).toBe(failed);
    expect(missing.stderr).toContain('selkie-no-such');
    expect(await app.containers()).toEqual(new Map());
  });
});

if (!isAnother) {
  scenariosInEachPlacement('models', (placement) => {
    const up = ['-f', 'models.yaml', 'up', '-d'];

    test('are fetched, configured and told of by Docker’s model runner', async () => {
      const app = await project(import.meta.dirname, { placement });
      await app.ok(up, { env: { DOCKER_CONFIG: `${app.folder}/config` } });
      const endpoint = 'http://runner:12434/v1/';
      expect(await variables(app, 'chat')).toEqual(['SMALL_ONE_MODEL=ai/small', `SMALL_ONE_URL=${endpoint}`]);
      expect(await variables(app, 'other')).toEqual([`WHERE=${endpoint}`, 'WHICH=ai/small']);
      expect(await calls(app)).toEqual([
        'ls --json',
        'pull ai/small',
        'docker-cli-plugin-metadata',
        'configure --context-size 1024 ai/small -- --warm',
        'status --json',
      ]);
    });

    test('without it, up says what is missing and who asks for it', async () => {
      const app = await project(import.meta.dirname, { placement });
      const { exitCode, stderr } = await app.selkie(up);
      expect(exitCode).toBe(failed);
      expect(stderr).toContain('`docker-model` is not here');
      expect(stderr).toMatch(/models\.yaml:\d+/u);
      expect(await app.containers()).toEqual(new Map());
    });
  });
}
