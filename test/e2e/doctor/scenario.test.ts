import { describe, expect, onTestFailed, test } from 'vitest';
import { isJsonObject } from '../../../src/lib/json.ts';
import { hasNoDoctorHost, sharedDoctorHost } from '../../support/doctor-host.ts';
import type { HostUser } from '../../support/test-host.ts';
import type { Break } from './breaks.ts';
import { breaks } from './breaks.ts';

const all = Object.entries(breaks).flatMap(([check, of]) => of.map((one) => ({ check, ...one })));

// What is broken stays broken for the tests after it, unless it is mended: a second try would tell nothing.
describe.skipIf(hasNoDoctorHost)('doctor on a host that is broken for real', { retry: 0 }, () => {
  const { host, folder } = sharedDoctorHost(import.meta.dirname);

  /** What `doctor` finds that is an error or a warning: check → state. */
  async function examine(
    { user, file = 'compose.yaml', env = {}, within }: Pick<Break, 'user' | 'file' | 'env' | 'within'>,
    ...args: readonly string[]
  ) {
    const words = ['-f', file, 'doctor', '--format', 'json', ...args];
    const surroundings = { asUser: user, cwd: folder(), env, ...(within === undefined ? {} : { within }) };
    const result = await host().selkie(words, surroundings);
    const report: unknown = JSON.parse(result.stdout);
    const checks: unknown = isJsonObject(report) ? report['checks'] : undefined;
    const found = Array.isArray(checks) ? checks.filter(isJsonObject) : [];
    const bad = found.filter(({ state }) => state === 'error' || state === 'warning');
    const states = Object.fromEntries(bad.map(({ name, state }) => [textOf(name), state]));
    onTestFailed(() => {
      console.error(`$ selkie ${words.join(' ')}\n${result.stderr}${JSON.stringify(bad, undefined, 1)}`);
    });
    return { states, exitCode: result.exitCode };
  }

  /** `up` makes the project's containers and starts them; `down` takes them away again. */
  async function works(user: HostUser, file = 'compose.yaml'): Promise<void> {
    const options = { asUser: user, cwd: folder() };
    const up = await host().selkie(['-f', file, 'up', '-d'], options);
    onTestFailed(() => {
      console.error(up.stderr);
    });
    expect(up.exitCode).toBe(0);
    expect((await host().selkie(['-f', file, 'down', '-t', '0'], options)).exitCode).toBe(0);
  }

  const root = (script: string): Promise<string> => host().shell(`cd '${folder()}'; ${script}`);

  test.each<HostUser>(['root', 'tester'])('nothing is wrong for %s before', async (user) => {
    const { states, exitCode } = await examine({ user });
    expect(states).toEqual({});
    expect(exitCode).toBe(0);
    await works(user);
  });

  test.each(all.filter(({ undo }) => undo === undefined))(
    '$what: found for $user, mended, and `up` works',
    async ({ check, state, script = 'true', ...one }) => {
      await root(script);
      const before = await examine(one);
      const after = await examine(one, '--fix', '--yes');
      expect(before).toEqual({ states: { [check]: state }, exitCode: state === 'error' ? 1 : 0 });
      expect(after).toEqual({ states: {}, exitCode: 0 });
      await works(one.user, one.file);
    },
  );

  test.each(all.filter(({ undo }) => undo !== undefined))(
    '$what: found for $user, and left to people',
    async ({ check, state, script = 'true', undo = 'true', ...one }) => {
      await root(script);
      const before = await examine(one);
      await root(undo);
      const after = await examine({ user: one.user });
      expect(before).toEqual({ states: { [check]: state }, exitCode: state === 'error' ? 1 : 0 });
      expect(after.states).toEqual({});
      await works(one.user);
    },
  );
});

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
