import { expect, test } from 'vitest';
import { project, scenarios } from '../../support/scenario.ts';

scenarios('on a terminal', () => {
  test('exec gives the command a terminal of the same size, which follows ours', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'web']);
    const shell = app.onTerminal(['exec', 'web', 'sh']);
    await shell.untilItShows('#');
    shell.type('tty; echo size $(stty size)\n');
    await shell.untilItShows('/dev/pts/0');
    await shell.untilItShows('size 30 100');
    await shell.resize(40, 120);
    shell.type('sleep 0.2; echo size $(stty size)\n');
    await shell.untilItShows('size 40 120');
    // Ctrl-C is the command's, and ends neither it nor us.
    shell.type('echo begun $((1 + 1)); sleep 100\n');
    await shell.untilItShows('begun 2');
    shell.type('\x03');
    shell.type('echo still $((40 + 2))\n');
    await shell.untilItShows('still 42');
    shell.type('exit 3\n');
    expect((await shell.ended).exitCode).toBe(3);
  });

  test('run gives its container a terminal, and its status', async () => {
    const app = await project(import.meta.dirname);
    const shell = app.onTerminal(['run', '--rm', 'web', 'sh']);
    await shell.untilItShows('#');
    shell.type('echo size $(stty size); exit 5\n');
    await shell.untilItShows('size 30 100');
    expect((await shell.ended).exitCode).toBe(5);
    expect(await app.states()).toEqual({});
  });

  test('attach speaks with the service, and the detach keys leave it running', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'shell']);
    const attached = app.onTerminal(['attach', 'shell']);
    attached.type('hello\n');
    await attached.untilItShows('you said hello');
    attached.type('\x10\x11');
    expect((await attached.ended).exitCode).toBe(0);
    expect(await app.states()).toEqual({ 'shell-1': 'running' });
    const again = app.onTerminal(['attach', '--detach-keys', 'ctrl-x,d', 'shell']);
    again.type('again\n');
    await again.untilItShows('you said again');
    again.type('\x18d');
    expect((await again.ended).exitCode).toBe(0);
    expect(await app.states()).toEqual({ 'shell-1': 'running' });
  });

  test('a second Ctrl-C ends an up at once, and what is said after the first is shown', async () => {
    const app = await project(import.meta.dirname);
    const up = app.onTerminal(['up', 'deaf']);
    await up.untilItShows('hi');
    up.type('\x03');
    await up.untilItShows('not yet');
    const begin = performance.now();
    up.type('\x03');
    expect((await up.ended).exitCode).toBe(130);
    expect(performance.now() - begin).toBeLessThan(2000);
    expect(await app.states()).toEqual({ 'deaf-1': 'exited 137' });
  });
});
