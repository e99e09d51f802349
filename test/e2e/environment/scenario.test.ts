import { expect, onTestFinished, test } from 'vitest';
import { failed } from '../../support/program.ts';
import { project, scenarios } from '../../support/scenario.ts';
import type { HostRunOptions } from '../../support/test-host.ts';
import type { Scenario } from '../../support/scenario.ts';

scenarios('variables', () => {
  test('dc 34: the shell goes before env files, and -e before both', async () => {
    const app = await project(import.meta.dirname);
    const where = async (before: readonly string[], after: readonly string[], options?: HostRunOptions) =>
      (await app.ok([...before, 'run', '--rm', '-T', ...after, 'simple'], options)).stdout;
    const shell = { env: { WHEREAMI: 'shell' } };
    expect(await where([], ['-e', 'WHEREAMI'], shell)).toBe('WHEREAMI=shell\n');
    expect(await where(['--env-file', 'one.env'], ['-e', 'WHEREAMI'], shell)).toBe('WHEREAMI=shell\n');
    expect(await where(['--env-file', 'one.env'], ['-e', 'WHEREAMI'])).toBe('WHEREAMI=file\n');
    expect(await where(['--env-file', 'one.env', '--env-file', 'two.env'], [])).toBe('WHEREAMI=two\n');
    expect(await where(['--env-file', 'two.env'], [], { env: { W: 'shell' } })).toBe('WHEREAMI=shell\n');
    expect(await where([], [], { env: { COMPOSE_ENV_FILES: 'one.env' } })).toBe('WHEREAMI=file\n');
    expect(await where(['--env-file', 'one.env'], ['-e', 'WHEREAMI=option'], shell)).toBe(
      'WHEREAMI=option\n',
    );
    expect(await where([], [])).toBe('WHEREAMI=default\n');
    await app.write('.env', 'WHEREAMI=dot env\n');
    expect(await where([], ['-e', 'WHEREAMI'])).toBe('WHEREAMI=dot env\n');
  });

  test('dc 34: an empty env file leaves what the image says, and a name alone is unset where the caller has none', async () => {
    const app = await project(import.meta.dirname);
    removeImage(app, `${app.project}-image`);
    await app.ok(['build', 'built']);
    expect((await app.ok(['run', '--rm', '-T', 'built'])).stdout).toBe('WHEREAMI=image\n');
    const { stdout } = await app.ok(['run', '--rm', '-T', 'bare']);
    expect(stdout).not.toMatch(/WHEREAMI|NOWHERE/);
    const given = await app.ok(['run', '--rm', '-T', 'bare'], { env: { WHEREAMI: 'shell' } });
    expect(given.stdout).toContain('WHEREAMI=shell\n');
  });

  test('dc 35: the raw format keeps quotes', async () => {
    const app = await project(import.meta.dirname);
    const valueIn = async (service: string) =>
      (await app.ok(['-f', 'raw.yaml', 'run', '--rm', '-T', service])).stdout.match(/TEST_VAR=(.*)/)?.[1];
    expect(await valueIn('raw')).toBe("'some_value'");
    expect(await valueIn('plain')).toBe('some_value');
  });

  test('dc 35: a missing env file matters to those only who need it', async () => {
    const app = await project(import.meta.dirname);
    const selkie = (...args: readonly string[]) => app.selkie(['-f', 'missing.yaml', ...args]);
    const ok = (...args: readonly string[]) => app.ok(['-f', 'missing.yaml', ...args]);
    await ok('up', '-d', 'a');
    expect((await ok('ps')).stdout).toContain(`${app.project}-a-1`);
    expect((await ok('logs')).stdout).toContain('up');
    await ok('exec', '-T', 'a', 'true');
    await ok('scale', 'a=2');
    expect(Object.keys(await app.states())).toEqual(['a-1', 'a-2']);
    await ok('config', '--hash', 'a');
    await ok('config', '--no-env-resolution');
    for (const args of [
      ['scale', 'b=1'],
      ['config', '--hash', 'b'],
    ]) {
      const { exitCode, stderr } = await selkie(...args);
      expect([args, exitCode, stderr]).toEqual([
        args,
        failed,
        expect.stringMatching(/env file .*nowhere\.env.* (not found|does not exist)/),
      ]);
    }
    await ok('down');
    expect(await app.everything()).toEqual([]);
  });
});

/** Takes an image that a test has built away when it ends. */
function removeImage(app: Scenario, name: string): void {
  onTestFinished(async () => {
    await app.host.run('podman', ['rmi', '--force', name]);
  });
}
