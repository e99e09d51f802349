// Plain Node without dependencies. Runs on the host that has the engine, all programs from the same process and in turns;
// writes what it measured to stdout, as JSON. Argument: the settings, as JSON (see `settings` in ../bench.mjs).
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { clear, clearVolumes, healthy, settle } from './engine.mjs';
import { floorDown, floorUp, openApi } from './floor.mjs';
import { measure } from './measure.mjs';
import { actions, described, programs, sleepers, talker, writeProject } from './projects.mjs';

const settings = JSON.parse(process.argv[2]);
const { selkie, socket, image, rounds } = settings;
const folder = mkdtempSync(join(tmpdir(), 'selkie-bench-'));
// The same few variables for all: others, such as certificates to read at the start, cost some programs time and others none.
const { HOME } = process.env;
const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
const env = { PATH, HOME, LANG: 'C.UTF-8', DOCKER_HOST: `unix://${socket}` };
const wanted = Object.entries(programs(selkie)).filter(([name]) => settings.programs.includes(name));
const api = openApi(socket);
const samples = [];
const failures = [];

try {
  await clear(api);
  if (settings.parts.includes('start-up')) await startUp();
  if (settings.parts.includes('config')) await configs();
  if (settings.parts.includes('logs')) await logs();
  if (settings.parts.includes('life')) for (const count of settings.counts) await lives(count);
} finally {
  await clear(api);
  api.close();
  rmSync(folder, { recursive: true });
}
const info = JSON.parse((await withApi((other) => other.call('GET', '/v5.0.0/libpod/info'))) || '{}');
process.stdout.write(
  JSON.stringify({
    engine: `Podman ${info.version.Version}`,
    host: `${info.host.distribution.distribution} ${info.host.distribution.version ?? ''}`.trim(),
    runtime: info.host.ociRuntime.name,
    kernel: info.host.kernel,
    cpus: cpus().length,
    node: process.version,
    samples,
    failures,
  }),
);

async function withApi(work) {
  const other = openApi(socket);
  try {
    return await work(other);
  } finally {
    other.close();
  }
}

/** One program after the other, another first each time. The round before the first only warms caches. */
async function inTurns(title, times, contenders, work, withWarmUp = true) {
  for (let round = withWarmUp ? 0 : 1; round <= times; round++) {
    process.stderr.write(`${title}, ${round === 0 ? 'warming up' : `round ${round} of ${times}`}\n`);
    const shift = round % contenders.length;
    for (const contender of [...contenders.slice(shift), ...contenders.slice(0, shift)]) {
      await work(contender, (sample) => {
        if (round > 0) samples.push(sample);
      });
    }
  }
}

async function startUp() {
  const bare = ['bare node', { command: [process.execPath], startUp: ['-e', '0'] }];
  await inTurns(
    'start-up',
    3 * rounds,
    [bare, ...wanted],
    async ([program, { command, startUp: args }], keep) => {
      keep({
        part: 'start-up',
        row: '--version',
        program,
        ...(await measure([...command, ...args], { cwd: folder, env })),
      });
    },
  );
}

async function configs() {
  for (const count of settings.configCounts) {
    const cwd = writeProject(folder, `benchconfig${count}`, described(count, image));
    const able = wanted.filter(([name]) => name === 'selkie' || (name === 'docker-compose' && count <= 1000));
    await inTurns(
      `config of ${count}`,
      count > 1000 ? 1 : rounds,
      able,
      async ([program, { command }], keep) => {
        const cost = await measure([...command, 'config'], { cwd, env, withMemory: true });
        keep({ part: 'config', row: 'config', count, program, ...cost });
      },
    );
  }
}

async function logs() {
  const cwd = writeProject(folder, 'benchlogs', talker(settings.logLines, image));
  await inTurns('logs', rounds, wanted, async ([program, { command }], keep) => {
    try {
      await measure([...command, 'up', '-d'], { cwd, env });
      await healthy(api);
      const cost = await measure([...command, 'logs'], {
        cwd,
        env,
        withMemory: true,
        expectedLines: settings.logLines,
      });
      keep({ part: 'logs', row: 'logs', count: settings.logLines, program, ...cost });
    } catch (error) {
      failures.push({ count: settings.logLines, program, problem: error.message });
    }
    await clear(api);
  });
}

async function lives(count) {
  const cwd = writeProject(folder, `bench${count}`, sleepers(count, image));
  const contenders = [...wanted, ...(settings.programs.includes('floor') ? [['floor']] : [])];
  const live = async ([program, words], keep) => {
    const found = (row, cost) => keep({ part: 'life', row, count, program, ...cost });
    try {
      if (program === 'floor') await floorLife(count, found);
      else await life(words.command, cwd, found);
    } catch (error) {
      failures.push({ count, program, problem: error.message });
      process.stderr.write(`${program}: ${error.message}\n`);
      await clear(api);
    }
    await settle(api);
    await clearVolumes(api);
  };
  // More services find the same caches.
  await inTurns(`${count} services`, rounds, contenders, live, count === settings.counts[0]);
}

async function life(command, cwd, found) {
  for (const [row, args] of Object.entries(actions)) {
    await settle(api);
    found(row, await measure([...command, ...args], { cwd, env, withMemory: true }));
  }
}

async function floorLife(count, found) {
  for (const [row, work] of [
    ['up', () => floorUp(api, count, image)],
    ['down', () => floorDown(api)],
  ]) {
    await settle(api);
    const startedMs = performance.now();
    await work();
    found(row, { wallMs: performance.now() - startedMs });
  }
}
