import { expect, test } from 'vitest';
import { project, scenarios } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

/** Makes, with Podman alone, what docker compose makes for a project with one service. */
async function makeAsDockerCompose({ host, project: name, folder, ports }: Scenario): Promise<void> {
  const labels = (own: Readonly<Record<string, string>>) =>
    Object.entries({ project: name, version: '2.40.3', 'config-hash': '0'.repeat(64), ...own }).flatMap(
      ([key, value]) => ['--label', `com.docker.compose.${key}=${value}`],
    );
  await host.run('podman', ['network', 'create', ...labels({ network: 'default' }), `${name}_default`]);
  await host.run('podman', ['volume', 'create', ...labels({ volume: 'data' }), `${name}_data`]);
  const container = await host.run('podman', [
    ...['run', '--detach', '--init', '--name', `${name}-web-1`],
    ...['--network', `${name}_default`, '--publish', `${ports[0]}:80`],
    ...labels({
      service: 'web',
      'container-number': '1',
      oneoff: 'False',
      depends_on: '',
      'project.working_dir': folder,
      'project.config_files': `${folder}/compose.yaml`,
    }),
    ...['localhost/selkie-test', 'sleep', 'inf'],
  ]);
  expect(container).toMatchObject({ exitCode: 0 });
}

scenarios("docker compose's containers", () => {
  test('are listed and taken down', async () => {
    const app = await project(import.meta.dirname);
    await makeAsDockerCompose(app);
    const { stdout } = await app.ok(['ps', '--services']);
    expect(stdout.trim()).toBe('web');
    await app.ok(['down']);
    expect(await app.everything()).toEqual([`volume/${app.project}_data`]);
    await app.ok(['-p', app.project, 'down', '-v'], { cwd: '/' });
    expect(await app.everything()).toEqual([]);
  });

  test('are taken over by up', async () => {
    const app = await project(import.meta.dirname);
    await makeAsDockerCompose(app);
    await app.ok(['up', '-d']);
    const web = await app.container('web');
    expect(web.State.Status).toBe('running');
    expect(web.Pod).not.toBe('');
    await app.ok(['up', '-d']);
    expect((await app.container('web')).Id).toBe(web.Id);
    await app.ok(['down', '-v']);
    expect(await app.everything()).toEqual([]);
  });
});

/** Makes, with Podman alone, what podman-compose makes: a pod that shares nothing, and containers that require each other. */
async function makeAsPodmanCompose(
  { host, project: name }: Scenario,
  pod: string | undefined,
): Promise<void> {
  const podman = async (...args: readonly string[]) => {
    expect(await host.run('podman', args)).toMatchObject({ exitCode: 0 });
  };
  await podman(
    ...['network', 'create', '--label', `io.podman.compose.project=${name}`],
    ...['--label', `com.docker.compose.project=${name}`, `${name}_default`],
  );
  if (pod !== undefined) await podman('pod', 'create', `--name=${pod}`, '--infra=false', '--share=');
  const requirements = { db: [], cache: [], web: ['db', 'cache'], front: ['web', 'db'] };
  for (const [service, required] of Object.entries(requirements)) {
    await podman(
      ...['run', '--detach', '--init', '--name', `${name}_${service}_1`, '--network', `${name}_default`],
      ...(pod === undefined ? [] : ['--pod', pod]),
      ...required.flatMap((other) => ['--requires', `${name}_${other}_1`]),
      ...['io.podman.compose.project', 'com.docker.compose.project'].flatMap((key) => [
        '--label',
        `${key}=${name}`,
      ]),
      ...['--label', `com.docker.compose.service=${service}`],
      ...['--label', 'com.docker.compose.container-number=1'],
      ...['localhost/selkie-test', 'sleep', 'inf'],
    );
  }
}

scenarios("podman-compose's containers", () => {
  test.each([['in a pod', true] as const, ['without a pod', false] as const])(
    'are taken down at the first try: %s',
    async (_, hasPod) => {
      const app = await project(import.meta.dirname);
      const pod = `pod_${app.project}`;
      await makeAsPodmanCompose(app, hasPod ? pod : undefined);
      expect((await app.host.run('podman', ['pod', 'exists', pod])).exitCode).toBe(hasPod ? 0 : 1);
      const { stderr } = await app.ok(['-p', app.project, 'down'], { cwd: '/' });
      expect(stderr).not.toContain('rror');
      expect(await app.everything()).toEqual([]);
      expect((await app.host.run('podman', ['pod', 'exists', pod])).exitCode).toBe(1);
    },
  );

  test('leave a pod that others use', async () => {
    const app = await project(import.meta.dirname);
    const pod = `pod_${app.project}`;
    await makeAsPodmanCompose(app, pod);
    const stranger = `${app.project}_stranger`;
    const { host } = app;
    try {
      await host.run('podman', ['create', '--name', stranger, '--pod', pod, 'localhost/selkie-test', 'true']);
      await app.ok(['-p', app.project, 'down'], { cwd: '/' });
      expect(await app.everything()).toEqual([]);
      expect((await host.run('podman', ['container', 'exists', stranger])).exitCode).toBe(0);
    } finally {
      await host.run('podman', ['pod', 'rm', '--force', pod]);
    }
  });
});
