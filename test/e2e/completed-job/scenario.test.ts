import { expect, test } from 'vitest';
import { project, scenarios } from '../../support/scenario.ts';

scenarios('completed job', () => {
  test('pc 10: a service starts when the jobs before it have ended well', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d']);
    const [prepare, migrate, web] = await Promise.all(
      ['prepare', 'migrate', 'web'].map((name) => app.container(name)),
    );
    expect(prepare?.State).toMatchObject({ Status: 'exited', ExitCode: 0 });
    expect(migrate?.State).toMatchObject({ Status: 'exited', ExitCode: 0 });
    expect(Date.parse(migrate?.State.StartedAt ?? '')).toBeGreaterThanOrEqual(
      Date.parse(prepare?.State.FinishedAt ?? ''),
    );
    expect(Date.parse(web?.State.StartedAt ?? '')).toBeGreaterThanOrEqual(
      Date.parse(migrate?.State.FinishedAt ?? ''),
    );
    expect((await app.inside('web', ['cat', '/seen'])).stdout).toBe('prepared\nmigrated\n');
  });

  test('dc 18: --wait takes the job that has ended for ready', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '--wait']);
    expect(await app.states()).toEqual({
      'migrate-1': 'exited 0',
      'prepare-1': 'exited 0',
      'web-1': 'running',
    });
  });
});
