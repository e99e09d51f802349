import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { project, scenarios } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';
import type { RunResult } from '../../support/test-host.ts';
import { pathWith } from '../../support/test-host.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const selkie = join(root, 'dist', 'selkie');
/** The Node of the test host, which is not in its PATH. */
const node = process.env['SELKIE_TEST_NODE'] ?? '';
const PATH = pathWith(node);

scenarios("in others' place", () => {
  const podmanCompose = (app: Scenario, args: readonly string[], env: Readonly<Record<string, string>>) =>
    app.host.run('podman', ['compose', ...args], {
      cwd: app.folder,
      env: {
        PATH,
        COMPOSE_PROJECT_NAME: app.project,
        ...env,
      },
    });

  test('`podman compose` starts it as its provider, and it finds that Podman', async () => {
    const app = await project(import.meta.dirname);
    const run = async (...args: readonly string[]): Promise<RunResult> =>
      await podmanCompose(app, args, { PODMAN_COMPOSE_PROVIDER: selkie });
    const up = await run('up', '-d');
    expect(up).toMatchObject({ exitCode: 0 });
    expect(await app.states()).toEqual({ 'app-1': 'running' });
    expect(await run('exec', '-T', 'app', 'echo', 'from inside')).toMatchObject({
      exitCode: 0,
      stdout: 'from inside\n',
    });
    expect((await run('exec', '-T', 'app', 'false')).exitCode).not.toBe(0);
    const listed = await run('ps', '--format', 'json');
    expect(JSON.parse(listed.stdout)).toMatchObject({ Service: 'app', State: 'running' });
    expect(await run('down')).toMatchObject({ exitCode: 0 });
    expect(await app.everything()).toEqual([]);
  });

  test('containers.conf can name it as the provider', async () => {
    const app = await project(import.meta.dirname);
    const conf = join(app.folder, 'provider.conf');
    await writeFile(conf, `[engine]\ncompose_providers = ["${selkie}"]\ncompose_warning_logs = false\n`);
    const env = { CONTAINERS_CONF_OVERRIDE: conf };
    expect(await podmanCompose(app, ['up', '-d'], env)).toMatchObject({ exitCode: 0 });
    expect(await app.states()).toEqual({ 'app-1': 'running' });
    const version = await podmanCompose(app, ['version', '--short'], env);
    expect(version.stdout).toMatch(/^2\.\d+\.\d+\+selkie\.\d+\.\d+\.\d+\n$/);
  });

  test('`devcontainer up` brings its services up by it, and a command runs inside', async () => {
    const app = await project(import.meta.dirname);
    await mkdir(join(app.folder, 'image'));
    // It looks the user up by name.
    const passwd = "RUN echo 'root:x:0:0:root:/root:/bin/sh' > /etc/passwd && echo 'root:x:0:' > /etc/group";
    await writeFile(
      join(app.folder, 'image', 'Dockerfile'),
      `FROM ${app.host.image}\nRUN mkdir -p /etc /root /tmp\n${passwd}\n`,
    );
    await mkdir(join(app.folder, '.devcontainer'));
    await writeFile(
      join(app.folder, '.devcontainer', 'devcontainer.json'),
      JSON.stringify({
        name: 'try',
        dockerComposeFile: 'services.yaml',
        service: 'app',
        workspaceFolder: '/workspace',
        updateRemoteUserUID: false,
        postCreateCommand: 'echo created > /workspace/created',
      }),
    );
    const services = {
      services: {
        app: {
          build: '../image',
          command: 'sleep infinity',
          volumes: ['..:/workspace:cached'],
          depends_on: ['db'],
        },
        db: { image: app.host.image, command: 'httpd -f -p 8000 -h /etc', init: true },
      },
    };
    await writeFile(join(app.folder, '.devcontainer', 'services.yaml'), JSON.stringify(services));
    const cli = join(root, 'node_modules', '@devcontainers', 'cli', 'devcontainer.js');
    const devcontainer = (...[command = '', ...args]: readonly string[]): Promise<RunResult> =>
      app.host.run(
        node,
        [
          ...[cli, command, '--workspace-folder', app.folder],
          ...['--docker-path', 'podman', '--docker-compose-path', selkie, ...args],
        ],
        { cwd: app.folder, env: { PATH, HOME: app.folder, COMPOSE_PROJECT_NAME: app.project } },
      );
    const up = await devcontainer('up');
    expect(up).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(up.stdout)).toMatchObject({ outcome: 'success', remoteWorkspaceFolder: '/workspace' });
    const labels = await app.each(({ Config }) => Config.Labels['devcontainer.local_folder']);
    expect(labels).toEqual({ 'app-1': app.folder, 'db-1': undefined });
    expect(await readFile(join(app.folder, 'created'), 'utf8')).toBe('created\n');
    const inside = await devcontainer('exec', 'sh', '-c', 'pwd; wget -q -O - http://db:8000/hostname');
    expect(inside).toMatchObject({ exitCode: 0 });
    expect(inside.stdout).toMatch(/^\/workspace\n\S+\n$/);
    await app.ok(['-f', '.devcontainer/services.yaml', 'down', '-t', '0', '--rmi', 'local']);
  });
});
