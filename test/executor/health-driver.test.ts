import { afterEach, beforeEach, expect, test } from 'vitest';
import { HealthDriver } from '../../src/executor/health-driver.ts';
import { keepChecked } from '../../src/executor/keep-checked.ts';
import type { PodmanClient } from '../../src/podman/client.ts';
import { clientOf } from '../support/fake-client.ts';
import type { FakePodman } from '../support/fake-podman.ts';
import { startFakePodman } from '../support/fake-podman.ts';

const start = 1_000_000;
const signal = new AbortController().signal;
let engine: FakePodman;
let client: PodmanClient;
let now: number;
const clock = {
  now: () => now,
  sleep: async (ms: number, given?: AbortSignal) => {
    await new Promise((resolve) => setImmediate(resolve));
    given?.throwIfAborted();
    now += ms;
  },
};

beforeEach(async () => {
  engine = await startFakePodman();
  now = start;
  engine.state.now = () => now;
  client = clientOf(engine);
});

afterEach(async () => {
  await client.close();
  await engine.close();
});

const seconds = (count: number) => count * 1e9;

function checked(healthconfig: object) {
  const labels = { 'com.docker.compose.project': 'shop' };
  const test = { Test: ['CMD', 'true'], Timeout: seconds(1), Retries: 3 };
  const container = engine.state.add({ name: 'web', labels, healthconfig: { ...test, ...healthconfig } });
  Object.assign(container, { state: 'running', health: 'starting', isWell: false, startedMs: start });
  return container;
}

/** Looks whenever the driver wants to, for so long; `meanwhile` is the rest of the world. */
async function tendFor(
  driver: HealthDriver,
  totalMs: number,
  meanwhile: () => void = () => undefined,
): Promise<void> {
  while (now < start + totalMs) {
    meanwhile();
    const wake = await driver.tend(await client.inspectContainer('web'), signal);
    now = Math.max(now + 1, wake);
  }
}

/** Seconds after the start, whole ones. */
const checkTimes = ({ checks }: { readonly checks: readonly number[] }) =>
  checks.map((ms) => Math.round((ms - start) / 100) / 10);

test('without timers, checks run at their interval after a moment without any', async () => {
  const container = checked({ Interval: seconds(3) });
  await tendFor(new HealthDriver(client, clock), 9000);
  expect(checkTimes(container)).toEqual([3, 6]);
});

test('in the start period they run at its own interval, then as ever', async () => {
  const container = checked({ Interval: seconds(4), StartPeriod: seconds(3), StartInterval: seconds(1) });
  await tendFor(new HealthDriver(client, clock), 10_000);
  expect(checkTimes(container)).toEqual([1, 2, 6]);
});

test('with timers, only the checks of the start period are added', async () => {
  const container = checked({ Interval: seconds(30), StartPeriod: seconds(12) });
  engine.state.check('web', start);
  const driver = new HealthDriver(client, clock);
  await tendFor(driver, 25_000);
  expect(driver.hasTimers).toBe(true);
  expect(checkTimes(container)).toEqual([0, 5, 10]);
});

test('one that is well is left to the timers', async () => {
  const container = checked({ Interval: seconds(30), StartPeriod: seconds(60), StartInterval: seconds(1) });
  container.isWell = true;
  engine.state.check('web', start);
  await tendFor(new HealthDriver(client, clock), 20_000);
  expect(checkTimes(container)).toEqual([0]);
});

test('who looks on has checks run for as long', async () => {
  const container = checked({ Interval: seconds(2) });
  const over = new AbortController();
  const keeping = keepChecked(client, clock, 'shop', over.signal);
  await expect.poll(() => container.checks.length).toBeGreaterThan(3);
  over.abort();
  await expect(keeping).rejects.toThrow('abort');
});

test('but not where the engine does it', async () => {
  const container = checked({ Interval: seconds(2) });
  engine.state.check('web', now);
  await keepChecked(client, clock, 'shop', signal);
  expect(container.checks).toHaveLength(1);
});

test('a project without health checks is not looked at again', async () => {
  const container = checked({ Interval: seconds(2) });
  container.health = '';
  await keepChecked(client, clock, 'shop', signal);
  expect(container.checks).toEqual([]);
});
