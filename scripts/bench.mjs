// `npm run bench`: Selkie beside docker-compose and podman-compose on one engine. Plain Node, so that it can install first.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { summarize, table } from './bench/report.mjs';
import { ensureBuild, ensureDependencies, root } from './lib/ensure-deps.mjs';
import { phase } from './lib/phase.mjs';
import { claim, provideTestHost, testImage } from './lib/test-host.mjs';

const { values: options } = parseArgs({
  options: {
    n: { type: 'string', default: '1,10,20,50' },
    rounds: { type: 'string', default: '3' },
    programs: { type: 'string', default: 'selkie,docker-compose,podman-compose,floor' },
    parts: { type: 'string', default: 'start-up,config,logs,life' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(
    [
      'npm run bench -- [--n 1,10,20,50] [--rounds 3] [--programs selkie,docker-compose,podman-compose,floor]',
      '                 [--parts start-up,config,logs,life] [--json]',
    ].join('\n'),
  );
  process.exit(0);
}
const settings = {
  counts: options.n.split(',').map(Number),
  configCounts: [1, 100, 1000, 10_000],
  logLines: 100_000,
  rounds: Number(options.rounds),
  programs: options.programs.split(','),
  parts: options.parts.split(','),
  selkie: join(root, 'dist', 'selkie'),
  socket: '/run/podman/podman.sock',
  image: testImage,
};
if (![...settings.counts, settings.rounds].every((count) => Number.isInteger(count) && count > 0)) {
  console.error('error: `--n` and `--rounds` take whole numbers above 0');
  process.exit(2);
}

await phase('Installing and building', () => {
  ensureDependencies();
  ensureBuild();
});
const host = await phase('Preparing the host', () =>
  provideTestHost({ kind: 'bench', suite: 'sid', packages: ['docker-compose', 'podman-compose'] }),
);
const release = claim(host.name);
const measured = await phase('Measuring', measureInside);
if (release() && !host.wasRunning) host.stop();
const rows = summarize(measured.samples);
const result = { at: new Date().toISOString(), settings, ...measured, rows };
const file = save(result);
if (options.json) console.log(JSON.stringify(result, undefined, 2));
else print(result);
console.error(`\nAll samples are in ${file.slice(root.length + 1)}`);
process.exit(measured.failures.length === 0 ? 0 : 1);

/** All programs run on the host itself, with this Node: what it costs to get in is not measured. */
function measureInside() {
  const driver = join(root, 'scripts', 'bench', 'driver.mjs');
  const [file, ...args] = [...host.enter, host.node, driver, JSON.stringify(settings)];
  const { status, stdout, error } = spawnSync(file, args, {
    env: host.env,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (error !== undefined) throw error;
  if (status !== 0) process.exit(status ?? 1);
  return JSON.parse(stdout);
}

function save(result) {
  const folder = join(root, 'bench-results');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${result.at.replace(/[:.]/g, '-')}.json`);
  writeFileSync(path, `${JSON.stringify(result, undefined, 2)}\n`);
  return path;
}

function print({ engine, host: system, runtime, kernel, cpus, node, failures }) {
  const { rounds } = settings;
  console.log(
    `\n${engine} with ${runtime} on ${system}, Linux ${kernel}, ${cpus} processors, Node ${node.slice(1)}`,
  );
  console.log(`Medians of ${rounds} rounds, in turns; in brackets how many times Selkie's time it is`);
  const parts = [
    ['start-up', `Start-up, medians of ${3 * rounds}`],
    ['config', 'Reading a project and printing it, with the peak of memory'],
    ['logs', 'Logs of one service, by their lines'],
    [
      'life',
      'Projects of N services, from the start of the program to its end; the floor is the bare API calls',
    ],
  ];
  for (const [part, title] of parts) {
    const lines = table(rows, part);
    if (lines.length > 0) console.log(`\n${title}\n\n${lines.map((line) => `  ${line}`).join('\n')}`);
  }
  for (const { count, program, problem } of failures)
    console.log(`\n${program} failed with ${count} services: ${problem}`);
}
