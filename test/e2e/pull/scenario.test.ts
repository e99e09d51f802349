import { expect, onTestFinished, test } from 'vitest';
import { failed } from '../../support/program.ts';
import { project, scenarios } from '../../support/scenario.ts';

scenarios('pull', () => {
  test('next 4: what is here is not pulled with --policy missing', async () => {
    const app = await project(import.meta.dirname);
    const image = `localhost/${app.project}-here:v1`;
    await app.host.run('podman', ['tag', app.host.image, image]);
    onTestFinished(async () => {
      await app.host.run('podman', ['untag', app.host.image, image]);
    });
    await app.ok(['pull', '--policy', 'missing', 'here']);
    // `latest` may be another by now, so that one is asked for.
    expect((await app.selkie(['pull', '--policy', 'missing', 'latest'])).exitCode).toBe(failed);
  });

  test('next 4: a pull that fails is an error, unless that is to be ignored', async () => {
    const app = await project(import.meta.dirname);
    const { exitCode, stderr } = await app.selkie(['pull', 'away']);
    expect([exitCode, stderr]).toEqual([failed, expect.stringContaining('refused')]);
    await app.ok(['pull', '--ignore-pull-failures', 'away']);
  });

  test('next 4: what can only be built is passed over where that is wanted', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['pull', '--ignore-buildable', 'built']);
  });
});
