import { expect, onTestFinished, test } from 'vitest';
import { startRegistry } from '../../support/registry.ts';
import { project, scenarios } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

/** A project, a registry that wants a login, and the folder that holds the login. */
async function withRegistry(): Promise<{ readonly app: Scenario; readonly login: Record<string, string> }> {
  const app = await project(import.meta.dirname);
  const [port = 0] = app.ports;
  await startRegistry(app.host, port, 'login');
  onTestFinished(() => forgetImages(app));
  const auth = Buffer.from('ann:s3cret').toString('base64');
  await app.write('auth.json', JSON.stringify({ auths: { [`127.0.0.1:${port}`]: { auth } } }));
  return { app, login: { REGISTRY_AUTH_FILE: `${app.folder}/auth.json` } };
}

async function forgetImages(app: Scenario): Promise<void> {
  const name = `127.0.0.1:${String(app.ports[0])}/team/app`;
  await app.host.run('podman', ['rmi', '--force', '--ignore', `${name}:1`, `${name}:extra`]);
}

scenarios('images', () => {
  test('what is built here with a login is pulled there with it, and without it neither', async () => {
    const { app, login } = await withRegistry();
    await app.ok(['build', '--build-arg', 'WHO=ann', 'app']);

    const refused = await app.selkie(['push']);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('needs a login');
    expect((await app.selkie(['push', '--ignore-push-failures'])).exitCode).toBe(0);
    await app.ok(['push'], { env: login });

    await forgetImages(app);
    const missing = await app.selkie(['pull']);
    expect(missing.exitCode).toBe(2);
    expect(missing.stderr).toContain('Some service image(s) must be built');
    const quiet = await app.ok(['pull', '--quiet'], { env: login });
    expect(quiet).toMatchObject({ stdout: '', stderr: '' });

    await forgetImages(app);
    await app.ok(['up', '-d', 'user'], { env: login });
    expect((await app.inside('user', ['cat', '/who'])).stdout).toBe('ann\n');
  });

  test('a dry run says what would be built and pushed, and does nothing', async () => {
    const app = await project(import.meta.dirname);
    const { stdout } = await app.ok(['build', '--push', '--dry-run']);
    expect(stdout).toContain('1 to build, 2 to push');
    const image = `127.0.0.1:${String(app.ports[0])}/team/app:1`;
    expect((await app.host.run('podman', ['image', 'exists', image])).exitCode).toBe(1);
  });
});
