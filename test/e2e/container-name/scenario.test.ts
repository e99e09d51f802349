import { expect, onTestFinished, test } from 'vitest';
import { beyond, failed } from '../../support/program.ts';
import { project, scenariosInEachPlacement } from '../../support/scenario.ts';

scenariosInEachPlacement('container_name', (placement) => {
  test('dc 26: of two services is refused; each alone has it', async () => {
    const app = await project(import.meta.dirname, { placement });
    const name = `${app.project}.own`;
    const both = await app.selkie(['up', '-d']);
    expect(both.exitCode).toBe(failed);
    expect(both.stderr).toContain(`container name "${name}" is already in use`);
    beyond(() => expect(both.stderr).toMatch(/`another` and `test`|`test` and `another`/));
    expect(await app.everything()).toEqual([]);
    for (const service of ['test', 'another']) {
      await app.ok(['up', '-d', service]);
      expect(await app.states()).toEqual({ [`${service}-1`]: 'running' });
      expect((await app.container(service)).Name).toBe(name);
      await app.ok(['down']);
      expect(await app.everything()).toEqual([]);
    }
  });

  test("that somebody else's container has is an error, and that one is left alone", async () => {
    const app = await project(import.meta.dirname, { placement });
    const name = `${app.project}.own`;
    const { stdout } = await app.host.run('podman', [
      'run',
      '-d',
      '--init',
      '--name',
      name,
      app.host.image,
      'sleep',
      'inf',
    ]);
    onTestFinished(async () => {
      await app.host.run('podman', ['rm', '--force', '--time', '0', name]);
    });
    const { exitCode, stderr } = await app.selkie(['up', '-d', 'test']);
    expect([exitCode, stderr]).toEqual([failed, expect.stringContaining(name)]);
    expect(stderr).toMatch(/in use/);
    expect(await app.engine.get(`containers/${name}/json`)).toMatchObject({
      Id: stdout.trim(),
      State: { Status: 'running' },
    });
  });
});
