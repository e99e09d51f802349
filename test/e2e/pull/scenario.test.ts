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

  test('how old an image is counts from when it was pulled, not from when it was made', async () => {
    const app = await project(import.meta.dirname);
    const image = `localhost/${app.project}:old`;
    const podman = async (...args: readonly string[]): Promise<void> => {
      expect(await app.host.run('podman', args)).toMatchObject({ exitCode: 0 });
    };
    await app.write('Dockerfile', `FROM ${app.host.image}\nENV MADE_FOR=${app.project}\n`);
    await app.write(
      'aged.yaml',
      `services: { a: { image: "${image}", pull_policy: every_1h, command: sleep infinity } }\n`,
    );
    await podman('build', '--timestamp', '1000000000', '--tag', image, app.folder);
    onTestFinished(() => podman('image', 'rm', '--force', image));
    const plan = async () => (await app.ok(['-f', 'aged.yaml', 'plan'])).stdout;
    expect(await plan()).toContain('it was pulled longer ago than its pull policy allows');
    await podman('save', '--format', 'oci-dir', '--output', `${app.folder}/oci`, image);
    await podman('pull', `oci:${app.folder}/oci`);
    expect(await plan()).not.toContain('pull');
  });
});
