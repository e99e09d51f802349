import { expect, test } from 'vitest';
import { project, scenarios } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

const env = { TOKEN: 'the secret of the environment' };

/** `mode uid:gid content` of a file in the container. */
async function file(app: Scenario, path: string): Promise<string> {
  const { stdout, stderr } = await app.inside('web', [
    'sh',
    '-c',
    `stat -c '%a %u:%g' "$0" && cat "$0"`,
    path,
  ]);
  return `${stdout}${stderr}`.trim().replaceAll('\n', ' ');
}

scenarios('secrets and configs', () => {
  test('are there with their content, owner and mode', async () => {
    const app = await project(import.meta.dirname, { env });
    await app.ok(['up', '-d', 'web']);
    expect(await file(app, '/run/secrets/from-file')).toBe('444 0:0 the secret of the file');
    expect(await file(app, '/run/secrets/renamed')).toBe('440 1000:1001 the secret of the environment');
    expect(await file(app, '/etc/deep/token')).toBe('444 0:0 the secret of the file');
    expect(await file(app, '/from-content')).toBe(`444 0:0 project=${app.project}`);
    expect(await file(app, '/etc/app/settings.ini')).toBe('400 33:0 a=1');
  });

  test('new content recreates the service that has it', async () => {
    const app = await project(import.meta.dirname, { env });
    await app.ok(['up', '-d']);
    const before = await app.each(({ Id }) => Id);
    await app.ok(['up', '-d']);
    expect(await app.each(({ Id }) => Id)).toEqual(before);

    await app.write('token.txt', 'another secret\n');
    await app.ok(['up', '-d']);
    const after = await app.each(({ Id }) => Id);
    expect(after['web-1']).not.toBe(before['web-1']);
    expect(after['other-1']).toBe(before['other-1']);
    expect(await file(app, '/run/secrets/from-file')).toBe('444 0:0 another secret');

    await app.ok(['up', '-d'], { env: { TOKEN: 'a third' } });
    expect(await file(app, '/run/secrets/renamed')).toBe('440 1000:1001 a third');
  });

  test('a secret is shown nowhere', async () => {
    const app = await project(import.meta.dirname, { env });
    const up = await app.ok(['--progress', 'json', 'up', '-d']);
    const plan = await app.ok(['--dry-run', 'up', '-d', '--force-recreate']);
    const config = await app.ok(['config']);
    const web = await app.container('web');
    const pods = await app.host.run('podman', ['pod', 'inspect', `${app.project}-pod`]);
    const shown = JSON.stringify([up, plan, config, web, pods]);
    expect(shown).not.toContain('the secret of');
  });

  test('an environment variable that is not set is an error that names it', async () => {
    const app = await project(import.meta.dirname);
    const { exitCode, stderr } = await app.selkie(['up', '-d']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('TOKEN');
    expect(await app.everything()).toEqual([]);
  });
});
