import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseRecord } from '../../src/machine/machine-spec.ts';
import type { RunResult } from './test-host.ts';

/** A host of a test's own whose ordinary user has the real `podman machine`, gvproxy and virtiofsd; qemu is namespaces. */
export interface MachineHost {
  /** Makes and boots it; minutes where its packages are not cached, else seconds. */
  readonly setUp: () => Promise<void>;
  readonly tearDown: () => Promise<void>;
  /** The ordinary user's home folder on it. */
  readonly home: string;
  /** A disk image with nothing in it, which is all that a machine of namespaces needs. */
  readonly image: string;
  /** Runs a program on it: as its ordinary user unless `asRoot`. */
  readonly run: (words: readonly string[], options?: MachineHostOptions) => Promise<RunResult>;
  /** Runs selkie on it, as its ordinary user, in the home folder or in `cwd`. */
  readonly selkie: (words: readonly string[], options?: MachineHostOptions) => Promise<RunResult>;
  /** As `selkie`; rejects when its status is not 0. Gives what it printed. */
  readonly ok: (words: readonly string[], options?: MachineHostOptions) => Promise<string>;
  /** Holds a port of its localhost until the returned function is called. */
  readonly holdPort: (port: string) => Promise<() => Promise<void>>;
  /** Programs of virtual machines that run on it. */
  readonly helpers: () => Promise<readonly string[]>;
}

/** How a program is run. */
export interface MachineHostOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly asRoot?: boolean;
}

const root = join(import.meta.dirname, '..', '..');
const program = join(root, 'dist', 'main.cjs');
const standIn = join(import.meta.dirname, 'podman-machine');

/** What `podman machine` and the machine of namespaces need, beside what every host has; and what Node needs. */
const packages = [
  'gvproxy',
  'libatomic1',
  'libstdc++6',
  'openssh-client',
  'openssh-server',
  'procps',
  'python3-minimal',
  'qemu-utils',
  'sudo',
  'virtiofsd',
];

const home = '/home/tester';

/** A host with the Podman of a Debian suite, or undefined where tests cannot make hosts. */
export function machineHost(suite: 'trixie' | 'sid'): MachineHost | undefined {
  const stateDir = process.env['SELKIE_TEST_STATE'] ?? '';
  const node = process.env['SELKIE_TEST_NODE'] ?? '';
  const testMachine = process.env['SELKIE_TEST_MACHINE'] ?? '';
  if (stateDir === '' || node === '' || testMachine === '') return undefined;
  const mirror = parseRecord(readFileSync(join(testMachine, 'machine.json'), 'utf8'))?.mirror;
  const name = `own-${randomBytes(4).toString('hex')}`;
  const outer = (words: readonly string[]) =>
    finish(process.execPath, [program, 'machine', ...words], { SELKIE_STATE_DIR: stateDir });
  const run: MachineHost['run'] = (words, { cwd = home, env = {}, asRoot = false } = {}) => {
    const variables = asRoot ? env : { ...userEnv, ...env };
    const assigned = Object.entries(variables).map(([key, value]) => `${key}=${value}`);
    const user = asRoot ? [] : ['runuser', '-u', 'tester', '--'];
    const inner = [...user, 'env', '-i', `--chdir=${cwd}`, path, ...assigned, ...words];
    return outer(['ssh', name, ...inner]);
  };
  const selkie: MachineHost['selkie'] = (words, options) => run([node, program, ...words], options);
  const image = `${home}/empty.qcow2`;
  return {
    home,
    image,
    run,
    selkie,
    ok: async (words, options) => {
      const { exitCode, stdout, stderr } = await selkie(words, options);
      if (exitCode !== 0) throw new Error(`selkie ${words.join(' ')}: ${exitCode}\n${stdout}${stderr}`);
      return stdout;
    },
    holdPort: async (port) => {
      const script = `require('net').createServer().listen(${port}, '127.0.0.1')`;
      const held = run([node, '-e', script]);
      const isHeld = async () =>
        (await run(['bash', '-c', `exec 3<>/dev/tcp/127.0.0.1/${port}`])).exitCode === 0;
      for (let look = 0; look < 50 && !(await isHeld()); look++)
        await new Promise((go) => setTimeout(go, 100));
      return async () => {
        await run(['pkill', '--full', 'createServer']);
        await held;
      };
    },
    helpers: async () => {
      const { stdout } = await run(['pgrep', '--list-name', 'gvproxy|virtiofsd|vm.sh'], { asRoot: true });
      return stdout.split('\n').filter((line) => line !== '');
    },
    setUp: async () => {
      const made = await outer([
        ...[
          'init',
          name,
          '--yes',
          '--suite',
          suite,
          '--packages',
          packages.join(','),
          '--network',
          'private',
        ],
        ...['--share', root, '--share', '/tmp', '--share', dirname(node)],
        ...(mirror === undefined ? [] : ['--mirror', mirror]),
        '--now',
      ]);
      if (made.exitCode !== 0) throw new Error(made.stderr);
      const set = await outer(['ssh', name, 'sh', '-euc', setUpScript, 'sh', standIn, node, image]);
      if (set.exitCode !== 0) throw new Error(set.stdout + set.stderr);
    },
    tearDown: async () => {
      await outer(['rm', '--force', name]);
    },
  };
}

const path = 'PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin';

const userEnv: Readonly<Record<string, string>> = {
  HOME: home,
  USER: 'tester',
  LOGNAME: 'tester',
  LANG: 'C.UTF-8',
  NO_COLOR: '1',
  XDG_RUNTIME_DIR: '/run/user/1000',
};

/** Runs as root on the host. Arguments: the folder of the stand-in, Node, the image to make. */
const setUpScript = `
useradd --create-home --uid 1000 --shell /bin/bash tester
"$1/set-up.sh" "$2"
systemctl start systemd-logind
loginctl enable-linger tester
systemctl start user@1000.service
echo "127.0.0.1 localhost $(hostname)" >/etc/hosts
qemu-img create -q -f qcow2 "$3" 2G
chown tester: "$3"
`;

function finish(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => (output[name] += text));
    }
    child.on('error', reject);
    // What it started may hold its outputs open.
    child.on('exit', (code) => setTimeout(() => resolve({ exitCode: code ?? 128, ...output }), 50));
  });
}
