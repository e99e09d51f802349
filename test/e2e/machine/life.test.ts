import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostTraces, ownMachine, processesWith } from '../../support/own-machine.ts';
import { scratchFolder } from '../../support/test-host.ts';

const machine = ownMachine();

describe.skipIf(machine === undefined)('a machine lives its whole life', () => {
  if (machine === undefined) return;
  const { selkie, start, like, name, dir } = machine;
  const init = ['init', '{}', ...like];
  let before: Readonly<Record<string, string>> = {};

  beforeAll(async () => {
    // The test host itself runs, so its traces are there before and after.
    before = await hostTraces(dir);
  });
  afterAll(async () => {
    await selkie('rm', '--force', '{}');
  });

  test('init killed half-way is taken up again, and leaves no process that still writes', async () => {
    const first = start(...init);
    await first.said('Copying the root');
    first.kill();
    await first.ended;
    expect(existsSync(join(dir, 'machine.json'))).toBe(false);
    expect((await selkie('ls', '--format', 'json')).stdout).not.toContain(name);
    const again = await selkie(...init);
    expect(again).toMatchObject({ exitCode: 0, stdout: '' });
    expect(again.stderr).toContain('Copying the root');
    expect(await processesWith(`${dir}/root`)).toEqual([]);
  });

  test('init again changes nothing, and two at once wait for each other', async () => {
    const results = await Promise.all([selkie(...init), selkie(...init)]);
    for (const { exitCode, stderr } of results) {
      expect(stderr).toContain(`Machine ${name} is there already`);
      expect(exitCode).toBe(0);
    }
    const other = await selkie('init', '{}', '--suite', 'sid');
    expect(other.exitCode).toBe(2);
    expect(other.stderr).toContain('machine/differs');
  });

  test('start waits for the engine, and starting twice is one machine', async () => {
    const results = await Promise.all([selkie('start', '{}'), selkie('start', '{}')]);
    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    const { state, socket, pid } = await machine.inspect();
    expect(state).toBe('running');
    expect(existsSync(socket)).toBe(true);
    expect(results.filter(({ stderr }) => stderr.includes(`/proc/${pid}/`))).toHaveLength(2);
  });

  test('ssh passes words, status and shared folders', async () => {
    const scratch = await scratchFolder();
    await writeFile(join(scratch.path, 'note'), 'from outside');
    const read = await selkie('ssh', '{}', 'cat', join(scratch.path, 'note'));
    expect(read).toMatchObject({ exitCode: 0, stdout: 'from outside' });
    await scratch.remove();
    expect(await selkie('ssh', '{}', 'printf', '%s|', 'a b', '$HOME', '--help')).toMatchObject({
      stdout: 'a b|$HOME|--help|',
    });
    expect((await selkie('ssh', '{}', 'sh', '-c', 'exit 7')).exitCode).toBe(7);
    expect((await selkie('ssh', '{}', 'hostname')).stdout.trim()).toBe(name);
  });

  test('its init is systemd, with nothing that failed', async () => {
    expect((await selkie('ssh', '{}', 'cat', '/proc/1/comm')).stdout.trim()).toBe('systemd');
    await selkie('ssh', '{}', 'systemctl', 'is-system-running', '--wait');
    expect((await selkie('ssh', '{}', 'systemctl', '--failed', '--plain', '--no-legend')).stdout).toBe('');
  });

  test('killed outright it is stopped, and starts again with what was in it', async () => {
    await selkie('ssh', '{}', 'podman', 'volume', 'create', 'kept');
    await machine.cutPower();
    expect((await selkie('start', '{}')).exitCode).toBe(0);
    expect((await selkie('ssh', '{}', 'podman', 'volume', 'ls', '-q')).stdout.trim()).toBe('kept');
  });

  test('a running machine is not removed unasked', async () => {
    const { exitCode, stderr } = await selkie('rm', '{}');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('machine/is-running');
  });

  test('stop ends it, and stopping again is fine', async () => {
    expect((await selkie('stop', '{}')).exitCode).toBe(0);
    expect((await selkie('stop', '{}')).stderr).toContain('is not running');
    expect((await selkie('ssh', '{}', 'true')).stderr).toContain('machine/not-running');
    expect(await hostTraces(dir)).toEqual(before);
  });

  test('a damaged root is mended, and what users made in it stays', async () => {
    await rm(join(dir, 'root/usr/bin/conmon'));
    await writeFile(join(dir, 'root/usr/bin/crun'), '');
    expect((await machine.inspect()).state).toBe('damaged');
    const started = await selkie('start', '{}');
    expect(started.stderr).toContain('Mending the root');
    expect(started.exitCode).toBe(0);
    expect((await selkie('ssh', '{}', 'podman', 'volume', 'ls', '-q')).stdout.trim()).toBe('kept');
    expect((await selkie('ssh', '{}', 'crun', '--version')).exitCode).toBe(0);
  });

  test('a name that is not there is answered with the nearest one', async () => {
    const { exitCode, stderr } = await selkie('start', `${name}x`);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`did you mean \`${name}\`?`);
  });

  test('rm leaves nothing', async () => {
    expect((await selkie('rm', '--force', '{}')).exitCode).toBe(0);
    expect(existsSync(dir)).toBe(false);
    expect(await hostTraces(dir)).toEqual(before);
    expect(await processesWith(dir)).toEqual([]);
    expect((await selkie('rm', '{}')).stderr).toContain('machine/unknown');
  });

  test('a half-made machine is removed too', async () => {
    await mkdir(join(dir, 'root'), { recursive: true });
    expect((await selkie('rm', '{}')).exitCode).toBe(0);
    expect(existsSync(dir)).toBe(false);
  });
});
