import { cp } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest';
import { isJsonObject } from '../../../src/lib/json.ts';
import type { DoctorHost } from '../../support/doctor-host.ts';
import { doctorHost } from '../../support/doctor-host.ts';
import type { HostUser } from '../../support/test-host.ts';
import { scratchFolder } from '../../support/test-host.ts';
import { beyondRepair, breaks } from './breaks.ts';

const isSkipped = (process.env['SELKIE_TEST_STATE'] ?? '') === '';

// What is broken stays broken for the tests after it, unless it is mended: a second try would tell nothing.
describe.skipIf(isSkipped)('doctor on a host that is broken for real', { retry: 0 }, () => {
  let host: DoctorHost;
  let folder = '';
  let remove: () => Promise<void> = () => Promise.resolve();

  beforeAll(async () => {
    const scratch = await scratchFolder();
    ({ path: folder, remove } = scratch);
    await cp(import.meta.dirname, folder, { recursive: true });
    const made = await doctorHost();
    if (made === undefined) throw new Error('there is no host');
    host = made;
    await host.run(['chmod', '777', folder]);
  });
  afterAll(async () => {
    await host.remove();
    await remove();
  });

  /** What `doctor` finds that is an error or a warning: check → state. */
  async function examine(user: HostUser, file = 'compose.yaml', ...args: readonly string[]) {
    const words = ['-f', file, 'doctor', '--format', 'json', ...args];
    const { stdout, stderr, exitCode } = await host.selkie(words, { asUser: user, cwd: folder });
    const report: unknown = JSON.parse(stdout);
    const checks: unknown = isJsonObject(report) ? report['checks'] : undefined;
    const found = Array.isArray(checks) ? checks.filter(isJsonObject) : [];
    const bad = found.filter(({ state }) => state === 'error' || state === 'warning');
    const states = Object.fromEntries(bad.map(({ name, state }) => [textOf(name), state]));
    onTestFailed(() => {
      console.error(`$ selkie ${words.join(' ')}\n${stderr}${JSON.stringify(bad, undefined, 1)}`);
    });
    return { states, exitCode };
  }

  /** `up` makes the project's containers and starts them; `down` takes them away again. */
  async function works(user: HostUser, file = 'compose.yaml'): Promise<void> {
    const options = { asUser: user, cwd: folder };
    const up = await host.selkie(['-f', file, 'up', '-d'], options);
    onTestFailed(() => {
      console.error(up.stderr);
    });
    expect(up.exitCode).toBe(0);
    expect((await host.selkie(['-f', file, 'down', '-t', '0'], options)).exitCode).toBe(0);
  }

  test.each<HostUser>(['root', 'tester'])('nothing is wrong for %s before', async (user) => {
    const { states, exitCode } = await examine(user);
    expect(states).toEqual({});
    expect(exitCode).toBe(0);
    await works(user);
  });

  test.each(breaks)(
    '$what: found for $user, mended, and `up` works',
    async ({ user, script, found, file }) => {
      await host.shell(script);
      const before = await examine(user, file);
      const after = await examine(user, file, '--fix', '--yes');
      expect(before.states).toEqual(found);
      expect(before.exitCode).toBe(Object.values(found).includes('error') ? 1 : 0);
      expect(after.states).toEqual({});
      expect(after.exitCode).toBe(0);
      await works(user, file);
    },
  );

  test.each(beyondRepair)(
    '$what: found for $user, and left to people',
    async ({ user, script, found, undo }) => {
      await host.shell(script);
      const before = await examine(user);
      await host.shell(undo);
      const after = await examine(user);
      expect(before.states).toEqual(found);
      expect(before.exitCode).toBe(Object.values(found).includes('error') ? 1 : 0);
      expect(after.states).toEqual({});
    },
  );
});

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
