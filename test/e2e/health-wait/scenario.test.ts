import { expect, test } from 'vitest';
import { failed } from '../../support/program.ts';
import { project, scenarios } from '../../support/scenario.ts';

scenarios('health wait', () => {
  test('pc 13: a service starts when the one before it is healthy, and those that need not wait do not', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d']);
    const db = await app.container('db');
    expect(db.State.Health?.Status).toBe('healthy');
    const [web = 0, cache = 0] = await Promise.all(
      ['web', 'cache'].map(async (name) => Date.parse((await app.container(name)).State.StartedAt)),
    );
    const readyAt = Date.parse(
      (await app.host.run('podman', ['exec', db.Id, 'stat', '-c', '%y', '/tmp/ready'])).stdout,
    );
    expect(web).toBeGreaterThan(readyAt);
    expect(cache).toBeLessThan(readyAt);
  });

  test('--wait returns when all are healthy', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '--wait', 'db']);
    expect((await app.container('db')).State.Health?.Status).toBe('healthy');
  });

  test('dc 18: --wait-timeout ends the wait, not the services', async () => {
    const app = await project(import.meta.dirname);
    const { exitCode, stderr } = await app.selkie(['up', '--wait', '--wait-timeout', '2', 'slow']);
    expect(exitCode).toBe(failed);
    expect(stderr).toMatch(/slow-1.*2 ?s|2 ?s.*slow-1|not healthy after 2s/);
    expect((await app.container('slow')).State.Status).toBe('running');
  });
});
