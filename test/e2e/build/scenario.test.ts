import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { project, scenarios } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

/** Its images are not wanted after the test. */
async function builder(): Promise<Scenario> {
  const app = await project(import.meta.dirname);
  onTestFinished(async () => {
    const { stdout } = await app.host.run('podman', [
      'images',
      '--quiet',
      '--filter',
      `reference=*${app.project}*`,
    ]);
    const images = [...new Set(stdout.split('\n').filter((id) => id !== ''))];
    if (images.length > 0) await app.host.run('podman', ['rmi', '--force', '--ignore', ...images]);
  });
  return app;
}

async function content(app: Scenario, service: string, path: string): Promise<string> {
  const { exitCode, stdout } = await app.inside(service, ['cat', path]);
  return exitCode === 0 ? stdout.trim() : `status ${exitCode}`;
}

scenarios('build', () => {
  test('up builds what is missing: contexts, arguments, inline files, targets', async () => {
    const app = await builder();
    await app.ok(['up', '-d', '--wait']);
    expect(await content(app, 'context', '/greeting')).toBe('hello');
    expect(await content(app, 'context', '/built/note.txt')).toBe('one');
    expect(await content(app, 'context', '/built/private.txt')).toBe('status 1');
    expect(await content(app, 'inline', '/inline')).toBe('one\ndone');
    expect(await content(app, 'target', '/stage')).toBe('first');
    // The image's own health check is kept.
    expect((await app.container('context')).State.Health?.Status).toBe('healthy');
    const images = await app.host.run('podman', [
      'images',
      '--format',
      '{{.Repository}}',
      '--filter',
      `reference=*${app.project}*`,
    ]);
    expect(images.stdout.trim().split('\n').sort()).toEqual([
      `localhost/${app.project}-context`,
      `localhost/${app.project}-own-name`,
      `localhost/${app.project}-target`,
    ]);
  });

  test('--build recreates exactly the services whose image has changed', async () => {
    const app = await builder();
    await app.ok(['up', '-d']);
    const before = await app.each(({ Id }) => Id);

    await app.ok(['up', '-d', '--build']);
    expect(await app.each(({ Id }) => Id)).toEqual(before);

    await app.write(
      'context/stages.Dockerfile',
      'FROM localhost/selkie-test AS first\nRUN echo other >/stage\n',
    );
    await app.ok(['up', '-d']);
    expect(await app.each(({ Id }) => Id)).toEqual(before);

    await rm(join(app.folder, 'context/private.txt'));
    await app.ok(['up', '-d', '--build', 'target', 'context'], { env: { GREETING: 'bye' } });
    const { 'inline-1': inline, ...changed } = await app.each(({ Id }) => Id);
    expect(inline).toBe(before['inline-1']);
    expect(changed['target-1']).not.toBe(before['target-1']);
    expect(changed['context-1']).not.toBe(before['context-1']);
    expect(await content(app, 'target', '/stage')).toBe('other');
    expect(await content(app, 'context', '/greeting')).toBe('bye');
  });

  test('a build that fails shows what it said and starts nothing', async () => {
    const app = await builder();
    await app.write(
      'context/Dockerfile',
      'FROM localhost/selkie-test\nRUN echo the compiler is cross; exit 7\n',
    );
    const { exitCode, stderr } = await app.selkie(['up', '-d', 'context']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('the compiler is cross');
    expect(stderr).toContain('context');
    expect(await app.states()).toEqual({});
  });

  test('two services whose images expose the same port both work', async () => {
    const app = await builder();
    await app.ok(['-f', 'same-port.yaml', 'up', '-d']);
    expect(await app.states()).toEqual({
      'client-1': 'running',
      'orders-1': 'running',
      'users-1': 'running',
    });
    for (const name of ['orders', 'users']) {
      const { stdout } = await app.inside('client', ['wget', '-q', '-O', '-', `http://${name}:5432`]);
      expect(stdout.trim()).toBe(name);
    }
  });
});
