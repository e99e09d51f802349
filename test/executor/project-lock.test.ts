import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LockHolder } from '../../src/executor/lock-holder.ts';
import { isSurelyGone, ownWhereabouts, parseHolder } from '../../src/executor/lock-holder.ts';
import { clearDeadLock, lockProject } from '../../src/executor/project-lock.ts';
import type { Host } from '../../src/host/host.ts';
import { nodeHost } from '../../src/host/node-host.ts';
import type { PodmanClient } from '../../src/podman/client.ts';
import { clientOf } from '../support/fake-client.ts';
import type { FakePodman } from '../support/fake-podman.ts';
import { startFakePodman } from '../support/fake-podman.ts';

let engine: FakePodman;
let client: PodmanClient;
const host = nodeHost();

beforeEach(async () => {
  engine = await startFakePodman();
  client = clientOf(engine);
});

afterEach(async () => {
  await client.close();
  await engine.close();
});

/** A host whose clock runs as fast as it is asked. */
function hurried(): Host {
  let now = 1_000_000;
  return {
    ...host,
    clock: {
      now: () => now,
      sleep: async (ms, signal) => {
        await host.clock.sleep(1, signal);
        now += ms;
      },
    },
  };
}

function lock(more: Partial<Parameters<typeof lockProject>[0]> = {}) {
  const signal = new AbortController().signal;
  const base = { client, host, project: 'shop', command: 'up', isRenewable: false, signal };
  return lockProject({ ...base, onWait: () => undefined, ...more });
}

async function planted(change: Partial<LockHolder>): Promise<void> {
  const holder: LockHolder = {
    ...(await ownWhereabouts(host)),
    command: 'down',
    sinceMs: 0,
    isRenewing: true,
    ...change,
  };
  const labels = new Map([['io.selkie.lock', JSON.stringify(holder)]]);
  await client.claimSecret('selkie-lock.shop', labels, { isReplacing: false });
}

test('one has it at a time, and the next is told who', async () => {
  const first = await lock();
  expect(first.hasWaited).toBe(false);
  const seen: string[] = [];
  const second = lock({ onWait: ({ command, pid }) => seen.push(`${command} ${pid}`) });
  await expect.poll(() => seen).toEqual([`up ${process.pid}`]);
  await first.release();
  await first.release();
  expect((await second).hasWaited).toBe(true);
  await (await second).release();
  expect(engine.state.secrets.size).toBe(0);
});

test('other projects do not wait, and the wait can be given up', async () => {
  const first = await lock();
  await (await lock({ project: 'other' })).release();
  const giveUp = new AbortController();
  const second = lock({ signal: giveUp.signal });
  setTimeout(() => giveUp.abort(new Error('enough')), 50);
  await expect(second).rejects.toThrow('enough');
  await first.release();
});

test('the lock of a dead process of this machine is taken at once', async () => {
  await planted({ startedTicks: '1' });
  const held = await lock();
  expect(held.hasWaited).toBe(false);
  await held.release();
  await planted({ pid: 2 ** 22 + 1 });
  await clearDeadLock(client, host, 'shop');
  expect(engine.state.secrets.size).toBe(0);
});

test('that of another machine is waited for, and taken when it is not renewed', async () => {
  await planted({ realm: 'elsewhere', pid: 1 });
  await clearDeadLock(client, host, 'shop');
  expect(engine.state.secrets.size).toBe(1);
  const seen: number[] = [];
  const quick = hurried();
  const held = await lock({ host: quick, onWait: ({ pid }) => seen.push(pid) });
  expect(seen).toEqual([1]);
  expect(quick.clock.now()).toBeGreaterThanOrEqual(1_020_000);
  await held.release();
});

test('one that cannot be renewed is never taken for dead by its age', async () => {
  await planted({ realm: 'elsewhere', isRenewing: false });
  const giveUp = new AbortController();
  const quick = hurried();
  const waiting = lock({ host: quick, signal: giveUp.signal });
  waiting.catch(() => undefined);
  await expect.poll(() => quick.clock.now(), { timeout: 10_000 }).toBeGreaterThan(1_030_000);
  giveUp.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  expect(engine.state.secrets.size).toBe(1);
});

test('it is renewed under another id while it is held, and not after it was lost', async () => {
  const idOf = () => [...engine.state.secrets.values()].map(({ id }) => id).join();
  const ticks: (() => void)[] = [];
  const sleep: Host['clock']['sleep'] = (_ms, signal) =>
    new Promise((resolve, reject) => {
      ticks.push(resolve);
      signal?.addEventListener('abort', () => reject(new Error('over')));
    });
  const held = await lock({ host: { ...host, clock: { ...host.clock, sleep } }, isRenewable: true });
  const first = idOf();
  await expect.poll(() => ticks.length).toBe(1);
  ticks[0]?.();
  await expect.poll(() => ticks.length).toBe(2);
  expect(idOf()).not.toBe(first);
  await client.removeSecret('selkie-lock.shop');
  await planted({ realm: 'elsewhere' });
  const other = idOf();
  ticks[1]?.();
  await held.release();
  expect(idOf()).toBe(other);
});

test('who is gone', async () => {
  const own = await ownWhereabouts(host);
  const holder = { ...own, command: 'up', sinceMs: 0, isRenewing: true };
  expect(await isSurelyGone(holder, own, host)).toBe(false);
  expect(await isSurelyGone({ ...holder, realm: 'elsewhere', startedTicks: '1' }, own, host)).toBe(false);
  expect(await isSurelyGone({ ...holder, startedTicks: '1' }, own, host)).toBe(own.realm !== '');
  expect(parseHolder(JSON.stringify(holder))).toEqual(holder);
  expect(parseHolder('{"pid":1}')).toBeUndefined();
  expect(parseHolder('what')).toBeUndefined();
});

test('a watch and a change are two things; a second watch is refused at once by a first that lives', async () => {
  const change = await lock();
  const watch = await lock({ command: 'watch', purpose: 'watch' });
  const refused = new Error('refused');
  const refuse = (): never => {
    throw refused;
  };
  await expect(lock({ purpose: 'watch', onWait: refuse })).rejects.toBe(refused);
  await watch.release();
  const next = await lock({ purpose: 'watch', onWait: refuse });
  await Promise.all([change.release(), next.release()]);
});

test('a watch of another machine counts as alive once it renews its lock, and not before', async () => {
  const holder = { ...(await ownWhereabouts(host)), realm: 'elsewhere', command: 'watch', sinceMs: 0 };
  const labels = new Map([['io.selkie.lock', JSON.stringify({ ...holder, isRenewing: true })]]);
  const renew = (isReplacing: boolean) => client.claimSecret('selkie-watch.shop', labels, { isReplacing });
  await renew(false);
  let told = 0;
  const taken = await lock({ host: hurried(), purpose: 'watch', onWait: () => told++ });
  expect(told).toBe(0);
  await taken.release();

  await renew(false);
  const clock = hurried().clock;
  let polls = 0;
  const renewing: Host = {
    ...host,
    clock: {
      now: clock.now,
      sleep: async (ms, signal) => {
        await clock.sleep(ms, signal);
        if (++polls === 3) await renew(true);
      },
    },
  };
  const alive = new Error('alive');
  const attempt = lock({
    host: renewing,
    purpose: 'watch',
    onWait: () => {
      throw alive;
    },
  });
  await expect(attempt).rejects.toBe(alive);
});
