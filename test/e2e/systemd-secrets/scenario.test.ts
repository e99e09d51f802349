import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { failed } from '../../support/program.ts';
import { project, scenarios } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

const slow = { timeoutMs: 120_000 };
const upgrade = ['systemd', 'upgrade'];

/** Sets the project up, installed and started; it is taken away when the test ends. */
async function installed(): Promise<Scenario> {
  const app = await project(import.meta.dirname);
  onTestFinished(async () => {
    await app.selkie(['systemd', 'uninstall', '-v'], slow);
  }, 120_000);
  await app.ok(['systemd', 'install', '--start'], slow);
  return app;
}

/** What the service reads. */
async function seen(app: Scenario): Promise<readonly string[]> {
  const read = async (path: string): Promise<string> => (await app.inside('web', ['cat', path])).stdout;
  return [await read('/run/secrets/token'), await read('/etc/settings')];
}

scenarios('an upgrade with another secret', () => {
  test('that fails gives secrets and configs the content that they had', async () => {
    const app = await installed();
    const before = ['the "first" one\n', 'first'];
    expect(await seen(app)).toEqual(before);
    await app.write('token', 'the second one\n');
    const { exitCode, stderr } = await app.selkie(upgrade, {
      env: { PROGRAM: 'no-such-program', SETTING: 'second' },
      ...slow,
    });
    expect([exitCode, stderr]).toEqual([failed, expect.stringContaining('systemd/put-back')]);
    expect(stderr).not.toContain('second');
    expect(await seen(app)).toEqual(before);
    // What `upgrade` compares is as it was, too: the same file again is still another one.
    await app.ok(upgrade, { env: { SETTING: 'second' }, ...slow });
    expect(await seen(app)).toEqual(['the second one\n', 'second']);
  }, 240_000);

  test('that is no text cannot give it back, and says so', async () => {
    const app = await installed();
    await writeFile(join(app.folder, 'token'), Uint8Array.of(0, 255, 254, 10));
    await app.ok(upgrade, slow);
    await app.write('token', 'text again\n');
    const { exitCode, stderr } = await app.selkie(upgrade, { env: { PROGRAM: 'no-such-program' }, ...slow });
    expect([exitCode, stderr]).toEqual([failed, expect.stringContaining('systemd/secret-changed')]);
    expect(await seen(app)).toEqual(['text again\n', 'first']);
  }, 240_000);
});
