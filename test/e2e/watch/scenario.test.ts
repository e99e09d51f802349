import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { beyond } from '../../support/program.ts';
import type { Scenario } from '../../support/scenario.ts';
import { eventually, project, scenarios, scenariosInEachPlacement } from '../../support/scenario.ts';

/** What a service's first container prints for a command; nothing when that fails, as while it is replaced. */
async function said(app: Scenario, service: string, ...command: readonly string[]): Promise<string> {
  try {
    const { exitCode, stdout } = await app.inside(service, command);
    return exitCode === 0 ? stdout : '';
  } catch {
    return '';
  }
}

const holds = (app: Scenario, service: string, path: string, text: string) =>
  eventually(
    () => said(app, service, 'cat', path),
    (now) => now === text,
  );

const count = (text: string, part: string) => text.split(part).length - 1;

scenariosInEachPlacement('watch', (placement) => {
  test('dc 39: carries files that are made, changed and removed into every container', async () => {
    const app = await project(import.meta.dirname, { placement });
    const here = (path: string) => join(app.folder, path);
    const watch = app.start(['watch', 'app']);
    await watch.untilItSays('Watch enabled');
    expect(await app.states()).toEqual({ 'app-1': 'running', 'app-2': 'running' });

    // The folder of the rule was not there yet.
    await mkdir(here('data'));
    await app.write('data/hello.txt', 'hello world\n');
    await holds(app, 'app', '/app/data/hello.txt', 'hello world\n');
    await app.write('data/hello.txt', 'hello watch\n');
    await holds(app, 'app', '/app/data/hello.txt', 'hello watch\n');
    const second = await app.host.run('podman', [
      'exec',
      (await app.container('app', 2)).Id,
      'cat',
      '/app/data/hello.txt',
    ]);
    expect(second.stdout).toBe('hello watch\n');

    // What comes later tells that what came before was looked at.
    let marks = 0;
    const everythingIsDone = async () => {
      const mark = `${++marks}\n`;
      await app.write('data/mark', mark);
      await holds(app, 'app', '/app/data/mark', mark);
    };
    const inData = async () => (await said(app, 'app', 'ls', '/app/data')).split('\n').filter(Boolean);

    await rm(here('data/hello.txt'));
    await everythingIsDone();
    expect(await inData()).toEqual(['mark']);

    await app.write('data/data.foo', 'ignored');
    await mkdir(here('data/ignored'));
    await app.write('data/ignored/hello.txt', 'ignored');
    await app.write('data/.hello.txt.swp', 'an editor is at work');
    await everythingIsDone();
    expect(await inData()).toEqual(['mark']);
    expect(await said(app, 'app', 'ls', '-A', '/app/data')).toBe('mark\n');

    await mkdir(here('data/subdir'));
    await everythingIsDone();
    expect(await inData()).toEqual(['mark', 'subdir']);
    await app.write('data/subdir/file.txt', 'a\n');
    await holds(app, 'app', '/app/data/subdir/file.txt', 'a\n');
    for (const text of ['x', 'y', 'z']) await app.write('data/subdir/file.txt', text);
    await holds(app, 'app', '/app/data/subdir/file.txt', 'z');
    for (const text of ['z', 'y', 'x']) await app.write('data/subdir/file.txt', text);
    await holds(app, 'app', '/app/data/subdir/file.txt', 'x');

    await rename(here('data/subdir/file.txt'), here('data/subdir/moved.txt'));
    await symlink('moved.txt', here('data/subdir/link'));
    await everythingIsDone();
    expect(await said(app, 'app', 'ls', '/app/data/subdir')).toBe('link\nmoved.txt\n');
    expect(await said(app, 'app', 'readlink', '/app/data/subdir/link')).toBe('moved.txt\n');

    // As a build does it: away, and at once there again with something else in it.
    await rm(here('data/subdir'), { recursive: true });
    await mkdir(here('data/subdir'));
    await app.write('data/subdir/built.txt', '1');
    await holds(app, 'app', '/app/data/subdir/built.txt', '1');
    expect(await said(app, 'app', 'ls', '/app/data/subdir')).toBe('built.txt\n');
    await app.write('data/subdir/built.txt', '2');
    await holds(app, 'app', '/app/data/subdir/built.txt', '2');

    await rm(here('data/subdir'), { recursive: true });
    await everythingIsDone();
    expect(await inData()).toEqual(['mark']);

    // A restart, with the file that it is for.
    const before = (await app.container('app')).State.StartedAt;
    await mkdir(here('config'));
    await app.write('config/file.config', 'This is an updated config file\n');
    await watch.untilItSays('service(s) ["app"] restarted');
    await holds(app, 'app', '/app/config/file.config', 'This is an updated config file\n');
    expect((await app.container('app')).State.StartedAt).not.toBe(before);

    watch.kill('SIGINT');
    const { exitCode, stdout, stderr } = await watch.ended;
    expect(exitCode).toBe(130);
    expect(`${stdout}${stderr}`).toContain('Syncing service "app" after 1 changes were detected\n');
    beyond(() => expect(stdout).toBe(''));
    beyond(() => expect(stderr).not.toMatch(/warning|error/u));
    expect(await app.states()).toEqual({ 'app-1': 'running', 'app-2': 'running' });
  });

  test('dc 39: builds only the image of the service whose files changed, and replaces its container', async () => {
    const app = await project(import.meta.dirname, { placement });
    const watch = app.start(['-f', 'rebuild.yaml', 'watch']);
    await watch.untilItSays('Watch enabled');
    const ids = await app.each(({ Id }) => Id);
    expect(await said(app, 'frontend', 'cat', '/page')).toBe('one\n');

    const [begun, failed] = [watch.stdout().length, watch.stderr().length];
    await app.write('front/page', 'two\n');
    await watch.untilItSays('service(s) ["frontend"] successfully built');
    const told = `${watch.stdout().slice(begun)}${watch.stderr().slice(failed)}`;
    expect(told).toContain('Rebuilding service(s) ["frontend"] after changes were detected...');
    expect(told).not.toContain('backend');
    await holds(app, 'frontend', '/page', 'two\n');
    const now = await app.each(({ Id }) => Id);
    expect(now['backend-1']).toBe(ids['backend-1']);
    expect(now['frontend-1']).not.toBe(ids['frontend-1']);
    // `restart` alone: the same container again.
    const { Id, State } = await app.container('frontend');
    await app.write('front/settings', 'two\n');
    await watch.untilItSays('service(s) ["frontend"] restarted');
    const again = await app.container('frontend');
    expect(again.Id).toBe(Id);
    expect(again.State.StartedAt).not.toBe(State.StartedAt);
    watch.kill('SIGINT');
    expect((await watch.ended).exitCode).toBe(130);
  });

  test('a build that fails leaves what runs alone, and the next one is as good as any', async () => {
    const app = await project(import.meta.dirname, { placement });
    const watch = app.start(['-f', 'rebuild.yaml', 'watch']);
    await watch.untilItSays('Watch enabled');
    const { Id, Image, State } = await app.container('frontend');
    await app.write('front/Dockerfile', 'FROM localhost/selkie-test\nRUN false\nCOPY page /page\n');
    await app.write('front/page', 'three\n');
    await watch.untilItSays('execute/build-failed');
    const after = await app.container('frontend');
    expect([after.Id, after.State.StartedAt]).toEqual([Id, State.StartedAt]);
    expect(watch.stderr()).not.toContain('Restor');
    await app.write('front/Dockerfile', 'FROM localhost/selkie-test\nCOPY page /page\n');
    await app.write('front/page', 'four\n');
    await holds(app, 'frontend', '/page', 'four\n');
    // The image that was replaced is gone.
    await eventually(
      async () => (await app.host.run('podman', ['image', 'exists', Image])).exitCode,
      (status) => status === 1,
    );
    watch.kill('SIGINT');
    expect((await watch.ended).exitCode).toBe(130);
  });

  test('dc 39: up --watch shows output beside it, and goes on through restarts', async () => {
    const app = await project(import.meta.dirname, { placement });
    await mkdir(join(app.folder, 'src'));
    await app.write('src/first', '1');
    const up = app.start(['-f', 'exec.yaml', 'up', '--watch']);
    await up.untilItSays('Watch enabled');
    await up.untilItSays('test-1  | ready');
    const first = await said(app, 'test', 'cat', '/tmp/src/first');
    beyond(() => expect(first).toBe('1'));
    // `initial_sync` runs nothing.
    expect(up.stdout()).not.toContain('SUCCESS');
    await app.write('src/second', '2');
    await up.untilItSays('SUCCESS 0 hello /tmp');
    expect(`${up.stdout()}${up.stderr()}`).toContain(
      'Syncing service "test" after 1 changes were detected\n',
    );
    // Whoever runs in the container owns what was copied.
    expect(await said(app, 'test', 'stat', '-c', '%u', '/tmp/src/second')).toBe('1234\n');
    await rm(join(app.folder, 'src/second'));
    await eventually(
      () => said(app, 'test', 'ls', '/tmp/src'),
      (names) => !names.includes('second'),
    );
    await app.ok(['-f', 'exec.yaml', 'restart', '-t', '0']);
    await eventually(
      () => Promise.resolve(count(up.stdout(), 'test-1  | ready')),
      (times) => times === 2,
    );
    await app.write('src/third', '3');
    await holds(app, 'test', '/tmp/src/third', '3');
    up.kill('SIGINT');
    expect((await up.ended).exitCode).toBe(130);
    expect(await app.states()).toEqual({ 'test-1': 'exited 143' });
  });
});

scenarios('watch', () => {
  test.each(['root', 'tester'] as const)(
    'dc 39: as %s, what `include` names and nothing else',
    async (asUser) => {
      const app = await project(import.meta.dirname, { asUser });
      const watch = app.start(['-f', 'include.yaml', 'watch']);
      await watch.untilItSays('Watch enabled');
      await app.write('B.test', 'b');
      await app.write('A.test', 'a');
      await holds(app, 'a', '/data/A.test', 'a');
      expect(await said(app, 'a', 'ls', '-A', '/data')).toBe('A.test\n');
      await rm(join(app.folder, 'A.test'));
      await eventually(
        async () => (await app.inside('a', ['test', '-e', '/data/A.test'])).exitCode,
        (status) => status === 1,
      );
    },
  );

  test('dc 39: a folder that is moved in goes through a link in the container', async () => {
    const app = await project(import.meta.dirname);
    await mkdir(join(app.folder, 'data'));
    await mkdir(join(app.folder, 'staged'));
    await app.write('staged/hello.txt', 'hello symlink\n');
    const up = app.start(['-f', 'symlink.yaml', 'up', '--watch']);
    await up.untilItSays('Watch enabled');
    await up.untilItSays('app-1  | ready');
    await rename(join(app.folder, 'staged'), join(app.folder, 'data/sub'));
    await holds(app, 'app', '/var/sub/hello.txt', 'hello symlink\n');
    expect((await app.inside('app', ['test', '-L', '/app/data/sub'])).exitCode).toBe(0);
    beyond(() => expect(up.stderr()).not.toMatch(/warning|error/u));
  });

  test('refuses what cannot be watched before anything is started', async () => {
    const app = await project(import.meta.dirname);
    const none = await app.selkie(['watch', 'plain']);
    expect(none.exitCode).toBe(2);
    expect(none.stderr).toContain(
      "none of the selected services is configured for watch, consider setting a 'develop' section",
    );
    expect((await app.selkie(['up', '--watch', 'plain'])).exitCode).toBe(2);
    await app.write(
      'unbuilt.yaml',
      'services: { web: { image: localhost/selkie-test, develop: { watch: [{ action: rebuild, path: . }] } } }\n',
    );
    const unbuilt = await app.selkie(['-f', 'unbuilt.yaml', 'watch']);
    expect(unbuilt.exitCode).toBe(2);
    expect(unbuilt.stderr).toContain(
      'can\'t watch service "web" with action rebuild without a build context',
    );
    expect((await app.selkie(['up', '-d', '--watch'])).stderr).toContain(
      '--detach and --watch are incompatible',
    );
    expect(await app.everything()).toEqual([]);
  });

  test('where files cannot be deleted it says so, and goes on', async () => {
    const app = await project(import.meta.dirname);
    await mkdir(join(app.folder, 'data'));
    await app.write('data/a', '1');
    await app.write(
      'bare.yaml',
      'services: { app: { build: { context: ., dockerfile_inline: "FROM scratch\\nCOPY --from=localhost/selkie-test /bin/busybox /busybox\\n" }, init: true, command: [/busybox, sleep, inf], develop: { watch: [{ action: sync, path: ./data, target: /data, initial_sync: true }] } } }\n',
    );
    const watch = app.start(['-f', 'bare.yaml', 'watch']);
    await watch.untilItSays('Watch enabled');
    expect(await said(app, 'app', '/busybox', 'cat', '/data/a')).toBe('1');
    await rm(join(app.folder, 'data/a'));
    await watch.untilItSays('its image has no `rm`');
    await writeFile(join(app.folder, 'data/b'), '2');
    await eventually(
      () => said(app, 'app', '/busybox', 'cat', '/data/b'),
      (text) => text === '2',
    );
  });

  test('on a terminal keys turn watching on and off, detach and stop', async () => {
    const app = await project(import.meta.dirname);
    await mkdir(join(app.folder, 'src'));
    const up = app.onTerminal(['-f', 'exec.yaml', 'up']);
    await up.untilItShows('w Enable Watch   d Detach   ^C Stop');
    await up.untilItShows('test-1  | ready');
    await app.write('src/before', '1');
    up.type('w');
    await up.untilItShows('        ⦿ Watch enabled');
    await up.untilItShows('w Disable Watch');
    await app.write('src/a', '1');
    await up.untilItShows('SUCCESS 0 hello /tmp');
    up.type('w');
    await up.untilItShows(' ⦿ Watch disabled');
    await app.write('src/b', '1');
    up.type('d');
    expect((await up.ended).exitCode).toBe(0);
    // What was copied when watching was turned on, and then; nothing since.
    expect(await said(app, 'test', 'ls', '/tmp/src')).toBe('a\nbefore\n');
    expect(await app.states()).toEqual({ 'test-1': 'running' });

    const again = app.onTerminal(['-f', 'exec.yaml', 'up', '--watch']);
    await again.untilItShows('w Disable Watch');
    again.type('\x03');
    expect((await again.ended).exitCode).toBe(130);
    expect(again.screen()).toContain('Gracefully stopping...');
    expect(await app.states()).toEqual({ 'test-1': 'exited 143' });

    const plain = app.onTerminal(['-f', 'exec.yaml', 'up', '--menu=false']);
    await plain.untilItShows('test-1  | ready');
    expect(plain.screen()).not.toContain('Detach');
    plain.type('\x03');
    expect((await plain.ended).exitCode).toBe(130);
  });
});

scenarios('two who watch', () => {
  test('the second is refused and told of the first; when that has ended it may', async () => {
    const app = await project(import.meta.dirname);
    const first = app.start(['watch', 'app']);
    await first.untilItSays('Watch enabled');
    const second = await app.selkie(['watch', 'app']);
    expect(second.exitCode).toBe(2);
    expect(second.stderr).toContain(`watched already`);
    first.kill('SIGINT');
    await first.ended;
    const third = app.start(['watch', 'app']);
    await third.untilItSays('Watch enabled');
    third.kill('SIGINT');
    await third.ended;
  });
});
