import { expect, test } from 'vitest';
import { ToolError } from '../../src/diagnostics/tool-error.ts';
import type { Host } from '../../src/host/host.ts';
import type { MachineName } from '../../src/machine/machine-name.ts';
import type { MachineContext } from '../../src/machine/provider.ts';
import { adopt } from '../../src/machine/rootfs/boot.ts';
import { machinePaths } from '../../src/machine/state-dir.ts';
import { memoryHost } from '../support/memory-host.ts';

const name = 'dev' as MachineName;
const paths = machinePaths('/state', name);
const init = { pid: 77, startTime: '4711' };
const stat = `77 (init) S ${'0 '.repeat(18)}4711 0`;
const record = {
  name,
  provider: 'rootfs',
  suite: 'sid',
  packages: [],
  network: 'private',
  shares: [],
  mirror: undefined,
  created: '',
} as const;

/** A machine whose init lives and whose engine's path answers from the beginning: with the host's engine until the root is its own. */
function booting(onSleep: (host: Host) => Promise<void>) {
  const made = memoryHost({
    files: {
      [paths.initStat]: stat,
      '/proc/77/stat': stat,
      [paths.entering]: '',
      [paths.bootLog]: 'no luck\n',
    },
  });
  const host: Host = { ...made, clock: { ...made.clock, sleep: () => onSleep(made) } };
  const asked: boolean[] = [];
  const context: MachineContext = {
    host,
    stateDir: '/state',
    signal: new AbortController().signal,
    progress: () => undefined,
    answers: async () => {
      asked.push((await host.files.stat(paths.entering)) === undefined);
      return true;
    },
    consent: () => Promise.resolve(false),
  };
  return { run: () => adopt(context, record, paths, init), asked };
}

test('an engine that answers before the machine has its root is another one', async () => {
  let looks = 0;
  const { run, asked } = booting(async (host) => {
    if (++looks === 3) await host.files.remove(paths.entering);
  });
  expect((await run()).socket).toBe('/proc/77/root/run/podman/podman.sock');
  expect(asked).toEqual([true]);
});

test('a boot that ends before that has failed', async () => {
  const { run, asked } = booting((host) => host.files.remove('/proc/77/stat'));
  const error: unknown = await run().catch((reason: unknown) => reason);
  if (!(error instanceof ToolError)) throw error;
  expect(error.diagnostics).toMatchObject([{ code: 'machine/boot-failed', args: { cause: 'no luck' } }]);
  expect(asked).toEqual([]);
});
