// `npm run test:machine`: podman machine and Selkie with a real virtual machine, whose CPU is in software. Root on Linux; minutes.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuild, ensureDependencies, root } from './lib/ensure-deps.mjs';
import { seconds } from './lib/phase.mjs';
import { provideTestHost } from './lib/test-host.mjs';

const packages = [
  ...[
    'e2fsprogs',
    'gvproxy',
    'kmod',
    'linux-image-cloud-amd64',
    'openssh-client',
    'openssh-server',
    'procps',
  ],
  ...['python3-minimal', 'qemu-system-x86', 'qemu-utils', 'sudo', 'virtiofsd', 'xz-utils', 'zstd'],
];
const home = '/var/lib/tester';
const images = '/var/lib/machine-image';
const suite = process.env['SELKIE_TEST_SUITE'] ?? 'sid';
const startedMs = performance.now();

/** Runs as root on the host, and does what is not done yet. Arguments: the folder of the scripts, that for the image. */
const setUp = `
mkdir -p /usr/local/libexec/podman /etc/containers/containers.conf.d
if [ -z "$(find "$2/disk.qcow2" -newer "$1/guest-init.sh" -newer "$1/make-image.sh")" ]; then "$1/make-image.sh" "$2"; fi
printf '#!/bin/sh\\nexec %s/qemu-tcg.sh %s "$@"\\n' "$1" "$2" >/usr/local/libexec/podman/qemu-system-x86_64
chmod 755 /usr/local/libexec/podman/qemu-system-x86_64
printf '[engine]\\nhelper_binaries_dir = ["/usr/local/libexec/podman", "/usr/bin", "/usr/libexec", "/usr/libexec/podman", "/usr/lib/podman"]\\n' \\
  >/etc/containers/containers.conf.d/10-machine.conf
grep -q ^nameserver /etc/resolv.conf 2>/dev/null || echo 'nameserver 127.0.0.1' >>/etc/resolv.conf
`;

ensureDependencies();
ensureBuild();
const host = provideTestHost({ kind: `machine-${suite}`, suite, packages });
const times = [];
// With the host all ends that runs on it.
for (const [signal, status] of [
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
]) {
  process.on(signal, () => {
    console.error(`\nInterrupted; stopping ${host.name}`);
    host.stop();
    process.exit(status);
  });
}
try {
  await step('the image is made', () =>
    asRoot('sh', '-euc', setUp, 'sh', join(root, 'scripts', 'machine'), images),
  );
  await selkie('machine', 'rm', '--force', 'vm');
  await step('init', () =>
    selkie(
      ...['machine', 'init', 'vm', '--provider', 'podman', '--image', `${images}/disk.qcow2`],
      ...['--disk-size', '6', '--memory', '2g'],
    ),
  );
  await step('set', async () => {
    await selkie('machine', 'set', 'vm', '--cpus', '2', '--no-rootful', '--disk-size', '7');
    holds(JSON.parse((await selkie('machine', 'inspect', 'vm', '--format', 'json')).stdout).cpus === 2);
  });
  await step('start', () => selkie('machine', 'start', 'vm', '--timeout', '1200'));
  const { url } = JSON.parse((await selkie('machine', 'inspect', 'vm', '--format', 'json')).stdout);
  await step('the engine answers through the forwarded socket', async () => {
    const { stdout } = await selkie('--url', url, 'info', '--format', 'json');
    holds(JSON.parse(stdout).engine.uri === url);
  });
  await step('ssh', async () => {
    holds((await selkie('machine', 'ssh', 'vm', 'uname', '-r')).stdout.includes('cloud'));
    holds((await selkieAnyhow('machine', 'ssh', 'vm', 'sh', '-c', 'exit 7')).status === 7);
  });
  await step('cp', async () => {
    await tester('sh', '-c', 'echo inner > note');
    await selkie('machine', 'cp', 'note', 'vm:/tmp/note');
    holds((await selkie('machine', 'ssh', 'vm', 'cat', '/tmp/note')).stdout === 'inner\n');
  });
  await step('a shared folder', async () => {
    holds((await selkie('machine', 'ssh', 'vm', 'cat', `${home}/note`)).stdout === 'inner\n');
  });
  const example = `${home}/quickstart`;
  await tester('rm', '-rf', example);
  await tester('cp', '-r', join(root, 'examples', 'quickstart'), example);
  await tester('cp', '/usr/bin/busybox', `${example}/image`);
  await step('up of the quickstart', () => selkie('--file', `${example}/compose.yaml`, 'up', '--detach'));
  await step('its page on the host', async () => {
    const { stdout } = await tester('busybox', 'wget', '-q', '-O', '-', 'http://127.0.0.1:8080');
    holds(stdout.includes('3 books are for sale'));
  });
  await step('down', () => selkie('--project-name', 'quickstart', 'down', '--volumes'));
  await step('stop', () => selkie('machine', 'stop', 'vm'));
  await step('nothing is left running', async () => {
    const { stdout } = await asRoot('sh', '-c', 'pgrep -l "gvproxy|virtiofsd|qemu" || true');
    holds(stdout === '', stdout);
  });
  await step('rm', () => selkie('machine', 'rm', 'vm'));
} catch (error) {
  console.error(`error: ${error.message}`);
  const said = await asRoot('sh', '-c', 'tail -n 20 /run/user/1000/machine-console.log 2>/dev/null || true');
  console.error(said.stdout);
  process.exitCode = 1;
} finally {
  host.stop();
}
console.log('');
for (const [what, ms] of times) console.log(`${seconds(ms).padStart(9)}  ${what}`);
console.log(`All of this took ${seconds(performance.now() - startedMs)}`);
console.log(`Machine: ${process.exitCode === 1 ? 'failed' : `all ${times.length} steps passed`}`);

async function step(what, work) {
  console.error(`== ${what}`);
  const beganMs = performance.now();
  let isDone = false;
  try {
    await work();
    isDone = true;
  } finally {
    times.push([isDone ? what : `${what} (failed)`, performance.now() - beganMs]);
  }
}

function holds(isSo, instead = '') {
  if (!isSo) throw new Error(`it is not as it should be ${instead}`);
}

function selkieWords(args) {
  return [host.node, join(root, 'dist', 'main.cjs'), ...args];
}

function selkieAnyhow(...args) {
  return asTester(selkieWords(args));
}

async function selkie(...args) {
  const result = await asTester(selkieWords(args));
  const isGone = args.includes('--force');
  if (result.status !== 0 && !isGone) throw new Error(`selkie ${args.join(' ')}: ${result.stderr}`);
  return result;
}

async function tester(...command) {
  const result = await asTester(command);
  if (result.status !== 0) throw new Error(`${command.join(' ')}: ${result.stderr}`);
  return result;
}

function asTester(command) {
  const variables = [
    'PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
    'USER=tester',
    'LOGNAME=tester',
    'LANG=C.UTF-8',
  ];
  const own = [`HOME=${home}`, 'NO_COLOR=1', 'XDG_RUNTIME_DIR=/run/user/1000'];
  return run([
    'runuser',
    '-u',
    'tester',
    '--',
    'env',
    '-i',
    `--chdir=${home}`,
    ...variables,
    ...own,
    ...command,
  ]);
}

async function asRoot(...command) {
  const result = await run(command);
  if (result.status !== 0) throw new Error(`${command.join(' ')}: ${result.stderr}`);
  return result;
}

/** Runs on the host. */
function run(command) {
  return new Promise((resolve, reject) => {
    const [first, ...rest] = [...host.enter, ...command];
    const child = spawn(first, rest, { env: host.env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'])
      child[name].setEncoding('utf8').on('data', (text) => (output[name] += text));
    child.on('error', reject);
    child.on('exit', (status) => setTimeout(() => resolve({ status: status ?? 128, ...output }), 50));
  });
}
