import { expect, test } from 'vitest';
import { project, scenarios } from '../../support/scenario.ts';

scenarios('errors', () => {
  test('a port that another process has is named, and up works when it is free', async () => {
    const app = await project(import.meta.dirname);
    const [port = 0] = app.ports;
    const taken = await app.host.run('sh', [
      '-c',
      'busybox httpd -f -p "$0" -h /tmp >/dev/null 2>&1 & echo $!',
      String(port),
    ]);
    const { exitCode, stderr } = await app.selkie(['up', '-d']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(new RegExp(`port \`?${port}\\b`));
    expect(stderr).toMatch(/^hint: /m);
    const freed = await app.host.run('sh', ['-c', 'kill "$0"', taken.stdout.trim()]);
    expect(freed.exitCode).toBe(0);
    await app.ok(['up', '-d']);
    expect(await app.states()).toEqual({ 'web-1': 'running' });
  });

  test('an image that cannot be pulled is named, and nothing of its service is made', async () => {
    const app = await project(import.meta.dirname);
    const { exitCode, stderr } = await app.selkie(['-f', 'no-image.yaml', 'up', '-d']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('localhost:5/nobody/nothing:1');
    expect(await app.states()).not.toHaveProperty('web-1');
    await app.ok(['-f', 'no-image.yaml', 'down']);
    expect(await app.everything()).toEqual([]);
  });

  test('an image that may not be pulled and is not there is an error before anything is made', async () => {
    const app = await project(import.meta.dirname);
    const { exitCode, stderr } = await app.selkie(['-f', 'no-image.yaml', 'up', '-d', '--pull', 'never']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('localhost:5/nobody/nothing:1');
    expect(await app.states()).not.toHaveProperty('web-1');
  });

  test('a command that the image does not have is named', async () => {
    const app = await project(import.meta.dirname);
    const { exitCode, stderr } = await app.selkie(['-f', 'no-command.yaml', 'up', '-d']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('serve');
    expect(stderr).toContain(`${app.project}-web-1`);
    expect(stderr).toContain('the image has no `serve` to run');
  });

  test('mistakes in the file are shown all at once, in their place, and no engine is needed', async () => {
    const app = await project(import.meta.dirname);
    const { exitCode, stdout, stderr } = await app.selkie(['-f', 'wrong.yaml', 'up', '-d'], {
      env: { CONTAINER_HOST: 'unix:///nowhere.sock' },
    });
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('wrong.yaml:4:5');
    expect(stderr).toMatch(/^4 │ {5}prots: \['80:80'\]$/m);
    expect(stderr).toContain('did you mean `ports`?');
    expect(stderr).toContain('wrong.yaml:8:5');
    expect(stderr).toContain('did you mean `command`?');
    expect(stderr).not.toContain('nowhere.sock');
  });

  test('an engine that does not answer is an error with the next thing to do', async () => {
    const app = await project(import.meta.dirname);
    const { exitCode, stderr } = await app.selkie(['up', '-d'], {
      env: { CONTAINER_HOST: 'unix:///nowhere.sock' },
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('/nowhere.sock');
    expect(stderr).toMatch(/^hint: /m);
    expect(await app.everything()).toEqual([]);
  });

  test('without any engine, the error says how to get one', async () => {
    const app = await project(import.meta.dirname);
    const { exitCode, stderr } = await app.selkie(['up', '-d'], {
      asUser: 'tester',
      env: { PATH: '/nowhere', HOME: app.folder, XDG_RUNTIME_DIR: app.folder },
    });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error: .*Podman/m);
    expect(stderr).toMatch(/^hint: .*`.+`/m);
  });

  test('no stack trace is shown to anybody', async () => {
    const app = await project(import.meta.dirname);
    const runs = [
      ['up', '--nonsense'],
      ['frobnicate'],
      ['up', 'nobody'],
      ['-f', 'absent.yaml', 'up'],
      ['logs', '--tail', 'x'],
    ];
    for (const args of runs) {
      const { exitCode, stderr } = await app.selkie(args);
      expect(exitCode).toBe(2);
      expect(stderr).not.toMatch(/^ {4}at /m);
      expect(stderr).not.toBe('');
    }
  });
});
