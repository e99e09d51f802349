// `npm test`: all tests, on a host with Podman that is made for them. Plain Node, so that it can install first.
// What stands after `--` goes to vitest; `--project unit` needs no host.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild, ensureDependencies, root } from './lib/ensure-deps.mjs';
import { phase, seconds } from './lib/phase.mjs';
import { scenarioSummary } from './lib/scenario-numbers.mjs';
import { openTemporaryFolder } from './lib/temporary-folder.mjs';
import { claim, provideTestHost, testImage } from './lib/test-host.mjs';

const startedMs = performance.now();
const args = process.argv.slice(2);
const report = join(root, '.selkie', 'test-report.json');
// Ctrl-C is vitest's to act on: the host is still to be put away afterwards.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);

await phase('Installing and building', () => {
  ensureDependencies();
  ensureBuild();
});
const host = await phase('Preparing the test host', prepareHost);
const temporary = openTemporaryFolder();
const status = await phase('Testing', () => runVitest({ ...host.env, TMPDIR: temporary.path }));
temporary.remove();
host.putAway();
const failed = summarize(host, status);
process.exit(status === 0 && failed === 0 && host.problem === undefined ? 0 : 1);

/** What vitest gets in its environment, and what was in the way of having a host. */
async function prepareHost() {
  const none = { env: {}, putAway: () => undefined };
  if (/--project[= ]unit\b/.test(args.join(' '))) {
    console.error('Not needed: only unit tests are wanted');
    return { ...none, skipped: 'only unit tests were asked for' };
  }
  const given = process.env['SELKIE_TEST_SOCKET'] ?? '';
  if (given !== '') {
    console.error(`The engine at ${given} is used, as SELKIE_TEST_SOCKET says`);
    return { ...none, skipped: 'some need a host of their own, and SELKIE_TEST_SOCKET names only an engine' };
  }
  if (process.platform !== 'linux' || process.getuid() !== 0) {
    const skipped = 'they need root on Linux, to make a host for them, or SELKIE_TEST_SOCKET';
    console.error(`END-TO-END TESTS ARE SKIPPED: ${skipped}`);
    return { ...none, skipped };
  }
  try {
    // Another Debian suite has another Podman: `sid` the newest.
    const suite = process.env['SELKIE_TEST_SUITE'] ?? 'trixie';
    const kind = suite === 'trixie' ? 'test' : `test-${suite}`;
    // Projects are installed over ssh, too.
    return provided(provideTestHost({ kind, suite, packages: ['openssh-client', 'openssh-server'] }));
  } catch (error) {
    console.error(`error: there is no test host: ${error.message}`);
    return { ...none, problem: error.message, skipped: 'the test host could not be made' };
  }
}

function provided(host) {
  const release = claim(host.name);
  return {
    env: {
      SELKIE_TEST_SOCKET: host.socket,
      SELKIE_TEST_USER_SOCKET: host.userSocket,
      SELKIE_TEST_IMAGE: testImage,
      SELKIE_TEST_MACHINE: host.machineDir,
      SELKIE_TEST_NODE: host.node,
      SELKIE_TEST_STATE: host.env['SELKIE_STATE_DIR'],
      SELKIE_TEST_RUN: String(process.pid),
    },
    // One that ran before is somebody's who looks at it.
    putAway: () => {
      if (release() && !host.wasRunning) host.stop();
    },
  };
}

function runVitest(env) {
  mkdirSync(join(root, '.selkie'), { recursive: true });
  rmSync(report, { force: true });
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      ...['run', '--reporter', 'default', '--reporter', 'json', '--outputFile.json', report, ...args],
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } },
  );
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`error: vitest did not start: ${error.message}`);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** Prints the counts; the last line is for machines to read. Gives how many failed: a file that could not be run counts one. */
function summarize({ skipped: reason }, status) {
  const { passed, failed: known, skipped, skippedFiles, tests } = readReport();
  // Vitest itself failed, which no test's result shows.
  const failed = known === 0 && status !== 0 ? 1 : known;
  console.log('');
  if (skipped > 0) {
    console.log(`${skipped} tests were skipped${reason === undefined ? '' : `: ${reason}`}`);
    for (const [file, count] of skippedFiles) console.log(`  ${String(count).padStart(4)}  ${file}`);
  }
  for (const line of scenarioSummary(tests)) console.log(line);
  console.log(`All of this took ${seconds(performance.now() - startedMs)}`);
  console.log(`Tests: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed;
}

function readReport() {
  let results;
  try {
    results = JSON.parse(readFileSync(report, 'utf8')).testResults;
  } catch {
    return { passed: 0, failed: 1, skipped: 0, skippedFiles: [], tests: [] };
  }
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const skippedFiles = [];
  for (const { name, status, assertionResults } of results) {
    const of = (wanted) => assertionResults.filter((test) => wanted.includes(test.status)).length;
    const skipped = of(['skipped', 'pending', 'todo', 'disabled']);
    const failed = of(['failed']);
    counts.passed += of(['passed']);
    counts.failed += failed === 0 && status === 'failed' ? 1 : failed;
    counts.skipped += skipped;
    if (skipped > 0) skippedFiles.push([name.slice(root.length + 1), skipped]);
  }
  return { ...counts, skippedFiles, tests: results.flatMap(({ assertionResults }) => assertionResults) };
}
