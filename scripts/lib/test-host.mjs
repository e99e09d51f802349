// Plain Node without dependencies: a host with Podman for tests, made once per checkout on Linux as root.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { root } from './ensure-deps.mjs';
import { isRunning } from './is-running.mjs';
import { selkieJson, trySelkie, words } from './selkie.mjs';

/** Where test hosts are kept: beside the system's other caches, so that a fresh checkout finds the packages. */
const testState = process.env['SELKIE_TEST_STATE'] ?? '/var/cache/selkie-test';

/** The image that tests build on: a busybox and nothing else. */
export const testImage = 'localhost/selkie-test:latest';

/** What the outer Node needs to run in there. */
const nodeLibraries = ['libatomic1', 'libstdc++6'];

/**
 * A running machine with a network of its own, this checkout and /tmp shared, the outer Node, the test image, and the
 * ordinary user `tester` with Podman sockets for both. `kind` tells apart the hosts of one checkout. What is there is
 * used; the host is running when this returns, and throws when it cannot.
 */
export function provideTestHost({ kind = 'test', suite = 'trixie', packages = [] } = {}) {
  const name = `${kind}-${createHash('sha256').update(root).digest('hex').slice(0, 8)}`;
  const env = { ...process.env, SELKIE_STATE_DIR: testState };
  const run = (args) => {
    if (trySelkie(args, { env, stdio: ['ignore', 'inherit', 'inherit'] }) !== 0) {
      throw new Error(`selkie ${args.join(' ')} failed`);
    }
  };
  removeAbandoned(env);
  const wanted = [...new Set([...nodeLibraries, ...packages])].sort();
  const before = machines(env).find((machine) => machine.name === name);
  if (before && (before.suite !== suite || before.packages.join() !== wanted.join())) {
    run(['machine', 'rm', '--force', name]);
  }
  const wasRunning = before?.state === 'running';
  const tools = provideNode();
  run([
    ...['machine', 'init', name, '--yes', '--network', 'private', '--suite', suite],
    ...['--packages', wanted.join(','), '--share', root, '--share', '/tmp', '--share', tools, '--now'],
  ]);
  const enter = [...words, 'machine', 'ssh', name];
  const inside = spawnSync(enter[0], [...enter.slice(1), '/bin/sh', '-c', setUp(), 'sh', testImage, tools], {
    env,
    encoding: 'utf8',
  });
  if (inside.status !== 0)
    throw new Error(`the set-up of the test host failed:\n${inside.stdout}${inside.stderr}`);
  const machineDir = join(testState, 'machines', name);
  const { pid, socket } = JSON.parse(readFileSync(join(machineDir, 'run.json'), 'utf8'));
  return {
    name,
    wasRunning,
    /** Command words before those to run on the host as root; they need `env`. */
    enter,
    env,
    machineDir,
    node: join(tools, 'node'),
    /** As seen from here. */
    socket,
    userSocket: `/proc/${pid}/root/run/user/1000/podman/podman.sock`,
    stop: () => run(['machine', 'stop', name]),
  };
}

/** What makes a machine a test host. */
function setUp() {
  return readFileSync(join(root, 'scripts', 'lib', 'test-host.sh'), 'utf8');
}

function machines(env) {
  return selkieJson(['machine', 'ls', '--format', 'json'], { env }).data ?? [];
}

/** Hosts of checkouts that are gone, and machines that tests made for themselves in a run that was killed. */
function removeAbandoned(env) {
  for (const { name, shares } of machines(env)) {
    if (shares.every((share) => existsSync(share)) && !isOfDeadRun(name)) continue;
    trySelkie(['machine', 'rm', '--force', name], { env, stdio: 'ignore' });
  }
}

/** `own-PID-…` names the run that made it. Another host with the same folder has other numbers: what is young may be in use there. */
function isOfDeadRun(name) {
  const run = /^own-(\d+)-/.exec(name)?.[1];
  if (run === undefined || isRunning(Number(run))) return false;
  const made = statSync(join(testState, 'machines', name), { throwIfNoEntry: false })?.birthtimeMs;
  return Date.now() - (made ?? Date.now()) > 3_600_000;
}

/**
 * A copy of this Node in a folder that can be shared: /usr, where it mostly is, cannot. It has the same time, so that it takes
 * the snapshot that this Node made of the program.
 */
function provideNode() {
  const folder = join(testState, 'tools', process.version);
  const target = join(folder, 'node');
  const looks = (path) => `${statSync(path).size} ${statSync(path, { bigint: true }).mtimeNs}`;
  if (existsSync(target) && looks(target) === looks(process.execPath)) return folder;
  mkdirSync(folder, { recursive: true });
  for (const path of [testState, join(testState, 'tools'), folder]) chmodSync(path, 0o755);
  copyFileSync(process.execPath, `${target}.new`);
  chmodSync(`${target}.new`, 0o755);
  spawnSync('touch', ['-r', process.execPath, `${target}.new`]);
  renameSync(`${target}.new`, target);
  return folder;
}

/** Says that this process uses the host, until the returned function is called; that one gives whether nobody else does. */
export function claim(name) {
  const folder = join(testState, 'users');
  mkdirSync(folder, { recursive: true });
  const mine = join(folder, `${name}.${process.pid}`);
  writeFileSync(mine, '');
  return () => {
    rmSync(mine, { force: true });
    return !readdirSync(folder)
      .filter((file) => file.startsWith(`${name}.`))
      .some((file) => isHeld(Number(file.slice(name.length + 1)), join(folder, file)));
  };
}

function isHeld(pid, file) {
  const held = isRunning(pid);
  if (!held) rmSync(file, { force: true });
  return held;
}
