import { expect, test } from 'vitest';
import { failed } from '../../support/program.ts';
import { project, scenarios } from '../../support/scenario.ts';
import type { HostRunOptions } from '../../support/test-host.ts';

scenarios('env files and interpolation', () => {
  test('pc 18: files of the project, the later before the earlier, the shell before all', async () => {
    const app = await project(import.meta.dirname);
    const said = async (before: readonly string[], options?: HostRunOptions) =>
      (await app.ok([...before, 'run', '--rm', '-T', 'app'], options)).stdout;
    expect(await said(['--env-file', 'one.env', '--env-file', 'two.env'])).toBe(
      'ZZVAR1=podman-rocks-223\nZZVAR3=podman-rocks-125\n',
    );
    expect(await said(['--env-file', 'one.env'], { env: { ZZVAR1: 'podman-rocks-321' } })).toBe(
      'ZZVAR1=podman-rocks-321\nZZVAR3=podman-rocks-125\n',
    );
    expect(await said([])).toBe('ZZVAR1=unset\nZZVAR3=unset\n');
    const missing = await app.selkie(['--env-file', 'missing.env', 'config']);
    expect([missing.exitCode, missing.stderr]).toEqual([failed, expect.stringContaining('missing.env')]);
  });

  test('pc 18: files of services, shown by the logs of an up', async () => {
    const app = await project(import.meta.dirname);
    const { stdout } = await app.ok(['-f', 'of-service.yaml', 'up']);
    const of = (service: string) =>
      stdout
        .split('\n')
        .filter((line) => line.startsWith(`${service}-1`))
        .flatMap((line) => / \| (ZZ.*)/.exec(line)?.[1] ?? []);
    expect(of('one')).toEqual([
      'ZZVAR1=podman-rocks-223',
      'ZZVAR2=podman-rocks-224',
      'ZZVAR3=podman-rocks-223',
    ]);
    expect(of('optional')).toEqual([
      'ZZVAR1=podman-rocks-123',
      'ZZVAR2=podman-rocks-124',
      'ZZVAR3=podman-rocks-125',
    ]);
    const missing = await app.selkie(['-f', 'of-service.yaml', 'up', '-d', 'missing']);
    expect([missing.exitCode, missing.stderr]).toEqual([failed, expect.stringContaining('missing.env')]);
  });

  test('pc 19: -e of run, and the name of the project', async () => {
    const app = await project(import.meta.dirname);
    const environment = 'services: { app: { image: localhost/selkie-test, command: env, environment: ';
    await app.write(
      'env.yaml',
      `${environment}{ ZZVAR1: myval1, NAME: "$\{COMPOSE_PROJECT_NAME}-$\{V:-v}" } } }\n`,
    );
    const lines = async (...args: readonly string[]) =>
      (await app.ok(['-f', 'env.yaml', ...args])).stdout.split('\n');
    expect(await lines('run', '--rm', '-T', '-e', 'ZZVAR1=myval2', 'app')).toContain('ZZVAR1=myval2');
    expect(await lines('run', '--rm', '-T', 'app')).toContain(`NAME=${app.project}-v`);
    const renamed = await app.ok(['-f', 'env.yaml', '-p', `${app.project}-own`, 'config'], {
      env: { V: 'w' },
    });
    expect(renamed.stdout).toContain(`NAME: ${app.project}-own-w`);
  });

  test('pc 20: every form of a variable', async () => {
    const app = await project(import.meta.dirname);
    await app.write('.env', 'DOT_ENV=a value\n');
    const env = { WHO: 'somebody' };
    const { stdout } = await app.ok(['-f', 'interpolation.yaml', 'run', '-T', 'variables'], { env });
    expect(stdout.trim().split('\n')).toEqual([
      'EXAMPLE_BRACES=Host user: somebody',
      'EXAMPLE_COLON_DASH_DEFAULT=My default',
      'EXAMPLE_DASH_DEFAULT=My other default',
      'EXAMPLE_DOT_ENV=This value is from .env: a value',
      'EXAMPLE_EMPTY=',
      'EXAMPLE_LITERAL=This is a $literal',
      'EXAMPLE_VARIABLE=Host user: somebody',
    ]);
    const [labels] = [...(await app.containers()).values()].map(({ Config }) => Config.Labels);
    // Keys are not interpolated.
    expect(labels).toMatchObject({ my_label: 'my_value', 'from.$WHO': 'somebody' });
    const required = await app.selkie(['-f', 'required.yaml', 'config']);
    expect([required.exitCode, required.stderr]).toEqual([
      failed,
      expect.stringContaining('required variable NOT_A_VARIABLE is missing a value: Missing variable'),
    ]);
  });

  test('pc 21: COMPOSE_FILE of .env, of --env-file, of the shell, and -f before all', async () => {
    const app = await project(import.meta.dirname);
    await app.write('.env', 'COMPOSE_FILE=dotenv.yaml\n');
    await app.write('explicit.env', 'COMPOSE_FILE=explicit-env.yaml\n');
    const service = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
      (await app.ok([...args, 'config', '--services'], { env })).stdout.trim();
    expect(await service([])).toBe('dotenv-service');
    expect(await service(['--env-file', 'explicit.env'])).toBe('explicit-env-service');
    expect(await service(['--env-file', 'explicit.env', '-f', 'explicit.yaml'])).toBe('explicit-service');
    expect(await service([], { COMPOSE_FILE: 'var.yaml' })).toBe('var-service');
    expect((await app.selkie(['config'], { env: { COMPOSE_FILE: 'nowhere.yaml' } })).exitCode).toBe(failed);
  });
});
