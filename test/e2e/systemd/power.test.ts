import { chmodSync, readFileSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownMachine } from '../../support/own-machine.ts';
import { eventually } from '../../support/scenario.ts';
import { scratchFolder, testHost } from '../../support/test-host.ts';
import type { HostUser, TestHost } from '../../support/test-host.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const machine = ownMachine();
const node = process.env['SELKIE_TEST_NODE'] ?? '';
const slow = 180_000;

/** A project that is to come back. */
interface Case {
  readonly name: string;
  readonly folder: string;
  readonly asUser: HostUser;
  readonly placement: 'auto' | 'network';
  readonly port: number;
  readonly answer: string;
}

const larger = { folder: import.meta.dirname, answer: 'by systemd' } as const;
const quickstart = { folder: join(root, 'examples', 'quickstart'), answer: 'The database answers' } as const;
const usual: readonly Case[] = [
  { ...larger, name: 'larger-root', asUser: 'root', placement: 'auto', port: 18_010 },
  { ...quickstart, name: 'quickstart-rootless', asUser: 'tester', placement: 'auto', port: 18_020 },
  { ...larger, name: 'larger-rootless-network', asUser: 'tester', placement: 'network', port: 18_050 },
];
const others: readonly Case[] = [
  { ...larger, name: 'larger-root-network', asUser: 'root', placement: 'network', port: 18_030 },
  { ...larger, name: 'larger-rootless', asUser: 'tester', placement: 'auto', port: 18_040 },
  { ...quickstart, name: 'quickstart-root', asUser: 'root', placement: 'auto', port: 18_060 },
];
const cases = process.env['SELKIE_TEST_MATRIX'] === 'full' ? [...usual, ...others] : usual;

describe.skipIf(machine === undefined || node === '')('after a power cut', () => {
  if (machine === undefined) return;
  const { selkie, like, dir } = machine;
  const copies: string[] = [];
  const host = (): TestHost => {
    const found = testHost(dir);
    if (found === undefined) throw new Error('there is no machine');
    return found;
  };

  beforeAll(async () => {
    const shares = ['--share', root, '--share', dirname(node)];
    await well(selkie('init', '{}', ...like, ...shares, '--now'));
    const setUp = readFileSync(join(root, 'scripts', 'lib', 'test-host.sh'), 'utf8');
    const image = process.env['SELKIE_TEST_IMAGE'] ?? '';
    await well(host().run('sh', ['-c', setUp, 'sh', image, dirname(node)], { timeoutMs: slow }));
  }, slow);
  afterAll(async () => {
    await selkie('rm', '--force', '{}');
    for (const copy of copies) await rm(copy, { recursive: true, force: true });
  }, slow);

  test('every project answers again without a hand', { timeout: 600_000 }, async () => {
    for (const one of cases) await install(one);
    await machine.cutPower();
    const since = Date.now();
    await well(selkie('start', '{}'));
    const seconds = await Promise.all(
      cases.map(async ({ name, asUser, port, answer }) => {
        await eventually(
          () =>
            host()
              .fetch(port)
              .catch((error: unknown) => String(error)),
          (text) => text.includes(answer),
          60_000,
        ).catch(async (error: unknown) => {
          throw new Error(`${name}: ${String(error)}\n${await stateOf(asUser)}`);
        });
        return `${name} after ${((Date.now() - since) / 1000).toFixed(1)} s`;
      }),
    );
    console.info(`boot to answer: ${seconds.join(', ')}`);
    for (const { name, asUser } of cases) {
      const ended = await host().run(
        'podman',
        ['ps', '--all', '--filter=status=exited', '--format={{.Names}}'],
        {
          asUser,
        },
      );
      expect(ended.stdout).not.toContain(name);
    }
  });

  /** What systemd has of that user's units, and what those that failed said. */
  async function stateOf(asUser: HostUser): Promise<string> {
    const scope = asUser === 'root' ? '' : '--user';
    const words = `systemctl ${scope} list-units --all --plain --no-pager '*root*' '*rootless*'; systemctl ${scope} list-jobs --no-pager; journalctl ${scope} --boot --no-pager --lines 60`;
    return (await host().run('sh', ['-c', words], { asUser })).stdout;
  }

  async function install({ name, folder, asUser, placement, port }: Case): Promise<void> {
    const { path: copy } = await scratchFolder();
    copies.push(copy);
    chmodSync(copy, 0o777);
    await cp(folder, copy, { recursive: true });
    // What the quickstart's image is made from; others have no folder for it.
    await host().run('sh', ['-c', 'test ! -d image || cp /usr/bin/busybox image/busybox'], { cwd: copy });
    const env = {
      COMPOSE_PROJECT_NAME: name,
      PORT: String(port),
      PORT1: String(port + 1),
      WEB_PORT: String(port),
    };
    const words = ['--placement', placement, 'systemd', 'install', '--start'];
    await well(host().selkie(words, { cwd: copy, asUser, env, timeoutMs: slow }));
  }
});

async function well(
  running: Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }>,
) {
  const { exitCode, stdout, stderr } = await running;
  if (exitCode !== 0) throw new Error(`status ${exitCode}\n${stdout}${stderr}`);
}
