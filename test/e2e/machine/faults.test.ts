import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ownMachine, processesWith, startIn } from '../../support/own-machine.ts';
import { scratchFolder } from '../../support/test-host.ts';

const roots = join(process.env['SELKIE_TEST_STATE'] ?? '', 'roots');
const like = ownMachine()?.like;

describe.skipIf(like === undefined)(
  'where no machine can be made, it is told why and nothing is left',
  () => {
    if (like === undefined) return;
    let state = '';
    let remove: () => Promise<void> = () => Promise.resolve();
    const init = (name: string) => startIn(state, 'init', name, ...like);
    const inside = (folder: string) => {
      const path = join(state, folder);
      return existsSync(path) ? readdirSync(path).filter((file) => !file.endsWith('.log')) : [];
    };

    beforeEach(async () => {
      const scratch = await scratchFolder();
      state = join(scratch.path, 'state');
      remove = scratch.remove;
      mkdirSync(state);
    });
    afterEach(async () => {
      for (const path of [join(state, 'roots'), state]) spawnSync('umount', ['--lazy', path]);
      await remove();
    });

    /** The state folder becomes a disk of its own, with the roots of the tests' own machines: making one is a copy. */
    function onDisk(options: string): void {
      mount('-t', 'tmpfs', '-o', options, 'selkie-test', state);
      mkdirSync(join(state, 'roots'));
      mount('--bind', roots, join(state, 'roots'));
    }

    test('a disk that is too small is seen before anything is written', async () => {
      onDisk('size=100m');
      const { exitCode, stderr } = await init('small').ended;
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(/has \d+ MB free, and the machine needs 800 MB \(machine\/disk-full\)/u);
      expect(inside('machines')).toEqual([]);
    });

    test('one that gets full on the way is emptied again', async () => {
      // Room for bytes, but not for so many files.
      onDisk('size=900m,nr_inodes=3000');
      const { exitCode, stderr } = await init('full').ended;
      expect(exitCode).toBe(2);
      expect(stderr).toContain('machine/copy-failed');
      expect(stderr).toContain('No space left on device');
      expect(inside('machines')).toEqual([]);
      expect((await startIn(state, 'ls', '--format', 'json').ended).stdout).toBe('[]\n');
    });

    test('Ctrl-C while the root is copied', async () => {
      onDisk('size=2g');
      const copying = init('broken-off');
      await copying.said('Copying the root');
      copying.kill('SIGINT');
      expect((await copying.ended).exitCode).toBe(130);
      expect(inside('machines')).toEqual([]);
      expect(await processesWith(state)).toEqual([]);
    });

    test('two of different names at once wait for each other where they must', async () => {
      onDisk('size=3g');
      const both = await Promise.all([init('one').ended, init('two').ended]);
      expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
      expect(both.filter(({ stderr }) => stderr.includes('Waiting for another selkie'))).toHaveLength(1);
      expect(inside('machines')).toEqual(['one', 'two']);
      for (const name of ['one', 'two']) expect((await startIn(state, 'rm', name).ended).exitCode).toBe(0);
      expect(inside('machines')).toEqual([]);
    });

    test.each(['SIGINT', 'SIGKILL'] as const)('%s while the root is made', async (signal) => {
      const making = init('never');
      await making.said('Making a Debian');
      await expect.poll(() => processesWith(`${state}/roots`), { timeout: 20_000 }).not.toEqual([]);
      making.kill(signal);
      const { exitCode } = await making.ended;
      expect(exitCode).toBe(signal === 'SIGINT' ? 130 : 128);
      await expect.poll(() => processesWith(state), { timeout: 10_000 }).toEqual([]);
      expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(state);
      expect(inside('machines')).toEqual([]);
      // Nobody was there to clean up; the next one begins anew.
      expect(inside('roots')).toHaveLength(signal === 'SIGINT' ? 0 : 1);
      const again = init('never');
      await again.said(signal === 'SIGINT' ? 'root to copy yet' : 'root to copy is half made');
      again.kill('SIGINT');
      expect((await again.ended).exitCode).toBe(130);
      expect(inside('roots')).toEqual([]);
    });
  },
);

function mount(...words: readonly string[]): void {
  const { status, stderr } = spawnSync('mount', words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
