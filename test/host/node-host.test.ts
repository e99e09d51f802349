import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeHost } from '../../src/host/node-host.ts';

const host = nodeHost();
let dir = '';

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'selkie-host-'));
});

afterEach(async () => {
  await rm(dir, { recursive: true });
});

describe('files', () => {
  test('a write makes missing folders, sets the mode and leaves nothing beside the file', async () => {
    const path = join(dir, 'a', 'b', 'c.txt');
    await host.files.write(path, 'one', { mode: 0o600 });
    await host.files.write(path, 'two');
    expect(await host.files.readText(path)).toBe('two');
    expect(await readdir(join(dir, 'a', 'b'))).toEqual(['c.txt']);
    await host.files.write(path, 'three', { mode: 0o640 });
    expect((await stat(path)).mode & 0o777).toBe(0o640);
  });

  test('a failed write leaves the old content and no draft', async () => {
    const path = join(dir, 'kept');
    await host.files.makeDir(join(path, 'inside'));
    await expect(host.files.write(path, 'x')).rejects.toMatchObject({ code: 'EISDIR' });
    expect(await readdir(dir)).toEqual(['kept']);
  });

  test('folders, FIFOs and devices are refused instead of read', async () => {
    const fifo = join(dir, 'fifo');
    execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', fifo]);
    await expect(host.files.readText(fifo)).rejects.toMatchObject({ code: 'EINVAL' });
    await expect(host.files.readText(dir)).rejects.toMatchObject({ code: 'EISDIR' });
    await expect(host.files.readText('/dev/zero')).rejects.toMatchObject({ code: 'EINVAL' });
    await expect(host.files.readText(join(dir, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect((await host.files.stat(fifo))?.kind).toBe('fifo');
  });

  test('a file over the limit is refused', async () => {
    const path = join(dir, 'big');
    await writeFile(path, 'x'.repeat(100));
    await expect(host.files.readBytes(path, { maxBytes: 99 })).rejects.toMatchObject({ code: 'EFBIG' });
    expect(await host.files.readBytes(path, { maxBytes: 100 })).toHaveLength(100);
  });

  test('stat follows links and says nothing of what is not there', async () => {
    await writeFile(join(dir, 'real'), 'x');
    await symlink('real', join(dir, 'link'));
    expect(await host.files.stat(join(dir, 'link'))).toMatchObject({ kind: 'file', sizeBytes: 1 });
    expect(await host.files.statLink(join(dir, 'link'))).toMatchObject({ kind: 'symlink', target: 'real' });
    expect(await host.files.stat(join(dir, 'real', 'below'))).toBeUndefined();
    expect(await host.files.statLink(join(dir, 'none'))).toBeUndefined();
    expect(await host.files.list(dir)).toEqual(['link', 'real']);
  });

  test('remove takes a tree, and leaves what a link leads to', async () => {
    await host.files.write(join(dir, 'kept', 'file'), 'x');
    await host.files.makeDir(join(dir, 'gone', 'deep'));
    await symlink(join(dir, 'kept'), join(dir, 'gone', 'link'));
    await host.files.remove(join(dir, 'gone'));
    await host.files.remove(join(dir, 'gone'));
    expect(await host.files.list(dir)).toEqual(['kept']);
    expect(await readFile(join(dir, 'kept', 'file'), 'utf8')).toBe('x');
  });

  test('remove refuses a tree with something mounted in it', async () => {
    await expect(host.files.remove('/proc')).rejects.toMatchObject({ code: 'EBUSY' });
  });

  test('a stream gives a file piece by piece', async () => {
    await writeFile(join(dir, 'long'), 'x'.repeat(200_000));
    let bytes = 0;
    for await (const chunk of host.files.readStream(join(dir, 'long'))) bytes += chunk.length;
    expect(bytes).toBe(200_000);
  });
});

describe('processes', () => {
  const sh = (script: string, options = {}) => host.processes.run('sh', ['-c', script], options);

  test('output and any exit status come back as data', async () => {
    expect(await sh('echo out; echo err >&2; exit 3')).toEqual({
      exitCode: 3,
      stdout: 'out\n',
      stderr: 'err\n',
    });
    expect((await sh('kill -TERM $$')).exitCode).toBe(143);
  });

  test('input, variables and folder are handed on, and arguments are not touched', async () => {
    const result = await host.processes.run(
      'sh',
      ['-c', 'cat; printf "%s|" "$1" "$FOO" "${HOME-none}"; pwd', 'x', '$(a) b'],
      {
        input: 'in,',
        cwd: dir,
        env: { FOO: 'bar', HOME: undefined },
      },
    );
    expect(result.stdout).toBe(`in,$(a) b|bar|none|${dir}\n`);
  });

  test('without input there is none to wait for', async () => {
    expect((await sh('cat')).stdout).toBe('');
  });

  test('lines are told as they come, the last one too', async () => {
    const lines: string[] = [];
    await sh('echo one; echo two >&2; printf three', {
      onLine: (line: string, stream: string) => lines.push(`${stream}: ${line}`),
    });
    expect(lines.sort()).toEqual(['stderr: two', 'stdout: one', 'stdout: three']);
  });

  test('what cannot be started says why', async () => {
    await expect(host.processes.run('/no/such/program', [])).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(host.processes.start('/no/such/program', [])).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('an abort ends the program and rejects with its reason', async () => {
    const abort = new AbortController();
    const running = sh('sleep 30', { signal: abort.signal });
    setTimeout(() => abort.abort(new Error('enough')), 100);
    await expect(running).rejects.toThrow('enough');
    await expect(sh('sleep 30', { timeoutMs: 100 })).rejects.toThrow('longer than 100 ms');
  });

  test('a started program writes its log, and tells how it ended', async () => {
    const logFile = join(dir, 'logs', 'it.log');
    const program = await host.processes.start('sh', ['-c', 'echo hello; exec sleep 30'], { logFile });
    expect(host.processes.isAlive(program.pid)).toBe(true);
    await expect.poll(() => readFile(logFile, 'utf8')).toBe('hello\n');
    program.kill();
    expect(await program.exited).toBe(143);
    expect(host.processes.isAlive(program.pid)).toBe(false);
  });

  test('a detached program has a session of its own', async () => {
    const program = await host.processes.start('sleep', ['30'], { isDetached: true });
    const line = await readFile(`/proc/${program.pid}/stat`, 'utf8');
    expect(line.split(') ')[1]?.split(' ')[3]).toBe(String(program.pid));
    host.processes.kill(program.pid, 'SIGKILL');
    expect(await program.exited).toBe(137);
  });

  test('find looks for what may be executed', async () => {
    await writeFile(join(dir, 'tool'), '#!/bin/sh\n');
    expect(await host.processes.find(join(dir, 'tool'))).toBeUndefined();
    await chmod(join(dir, 'tool'), 0o755);
    expect(await host.processes.find(join(dir, 'tool'))).toBe(join(dir, 'tool'));
    expect(await host.processes.find('sh')).toMatch(/^\/.*\/sh$/);
    expect(await host.processes.find('no-such-tool')).toBeUndefined();
  });
});

test('a sleep ends with the reason of its signal', async () => {
  const abort = new AbortController();
  const sleep = host.clock.sleep(30_000, abort.signal);
  abort.abort(new Error('wake up'));
  await expect(sleep).rejects.toThrow('wake up');
});
