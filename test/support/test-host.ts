import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseRun } from '../../src/machine/machine-spec.ts';
import { enterCommand } from '../../src/machine/rootfs/enter.ts';
import { isAnother, program } from './program.ts';

/** Who does something on the test host: root, or an ordinary user with a rootless Podman. */
export type HostUser = 'root' | 'tester';

/** What a program gave. */
export interface RunResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Surroundings of a program. */
export interface HostRunOptions {
  readonly cwd?: string;
  /** Added to a clean environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly asUser?: HostUser;
  /** The program is killed after this; 60 s when absent. */
  readonly timeoutMs?: number;
}

/** A program that runs. */
export interface RunningProgram {
  readonly pid: number;
  /** All that it has written so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Sends a signal to the program itself. */
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<RunResult>;
  /** Resolves once either output holds the text; rejects when the program ends before. */
  readonly untilItSays: (text: string) => Promise<void>;
}

/** A host of its own with Podman: the machine that `npm test` makes. Folders under /tmp and the checkout are the same there. */
export interface TestHost {
  /** The rootful engine, for `--url`. */
  readonly url: string;
  /** An image with a busybox and nothing else, there for both users. */
  readonly image: string;
  /** Runs a program on the host. */
  readonly run: (command: string, args: readonly string[], options?: HostRunOptions) => Promise<RunResult>;
  /** Runs the built selkie to its end, on the host itself, where it finds the user's engine by itself. */
  readonly selkie: (args: readonly string[], options?: HostRunOptions) => Promise<RunResult>;
  /** Starts the built selkie out here against the user's engine on the host, so that signals reach it. */
  readonly startSelkie: (args: readonly string[], options?: HostRunOptions) => RunningProgram;
  /** The words and the environment of a selkie out here. */
  readonly outside: (
    args: readonly string[],
    options?: HostRunOptions,
  ) => { readonly command: readonly string[]; readonly env: Readonly<Record<string, string>> };
  /** What an HTTP server on the host answers; rejects when none does. */
  readonly fetch: (port: number, path?: string) => Promise<string>;
  /** Runs `podman` and gives what it prints as JSON. */
  readonly podmanJson: (args: readonly string[], options?: HostRunOptions) => Promise<unknown>;
  /** Ids of all the project's things by `kind/name`: containers, pods, networks, volumes, secrets. Empty: nothing is left of it. */
  readonly snapshot: (project: string, options?: HostRunOptions) => Promise<Readonly<Record<string, string>>>;
  /** Removes all of the project's things with Podman alone. */
  readonly wipe: (project: string, options?: HostRunOptions) => Promise<void>;
}

/** The host that tests may use, or the machine in that folder; undefined when there is none: then they are skipped. */
export function testHost(dir = process.env['SELKIE_TEST_MACHINE'] ?? ''): TestHost | undefined {
  const image = process.env['SELKIE_TEST_IMAGE'] ?? '';
  const node = process.env['SELKIE_TEST_NODE'] ?? '';
  if (dir === '' || image === '' || node === '') return undefined;
  const machine = parseRun(readFileSync(join(dir, 'run.json'), 'utf8'));
  if (machine === undefined) throw new Error(`the machine in ${dir} does not run`);
  const url = `unix://${machine.socket}`;

  const run: TestHost['run'] = (command, args, options = {}) => {
    const words = wordsFor(options, [command, ...args]);
    const entered = enterCommand(machine, words);
    return start(entered.command, entered.args, { ...options, env: {}, cwd: '/' }).ended;
  };
  const outside: TestHost['outside'] = (args, options = {}) => {
    const socket = options.asUser === 'tester' ? `unix://${userSocket()}` : url;
    return isAnother
      ? { command: [program, ...args], env: { ...outerEnv(), ...dockerEnv(socket), ...options.env } }
      : {
          command: [program, '--url', socket, ...args],
          env: { ...outerEnv(), ...options.env },
        };
  };
  const startOut: TestHost['startSelkie'] = (args, options = {}) => {
    const { command, env } = outside(args, options);
    const [first = '', ...rest] = command;
    return start(first, rest, { ...options, env });
  };
  const podman = async (args: readonly string[], options?: HostRunOptions): Promise<string> => {
    const { exitCode, stdout, stderr } = await run('podman', args, options);
    if (exitCode !== 0) throw new Error(`podman ${args.join(' ')}: status ${exitCode}: ${stderr}`);
    return stdout;
  };
  const podmanJson: TestHost['podmanJson'] = async (args, options) => {
    const text = await podman(args, options);
    return text.trim() === '' ? [] : (JSON.parse(text) as unknown);
  };
  const snapshot: TestHost['snapshot'] = async (project, options) => {
    const found: Record<string, string> = {};
    for (const { kind, list, name, id } of kinds) {
      const filter = `label=com.docker.compose.project=${project}`;
      // Secrets cannot be filtered by label before Podman 5.5, so all of them are looked at.
      const format = `{{${name}}}\t{{${id}}}${kind === 'secret' ? '\t{{.Spec.Labels}}' : ''}`;
      const args =
        kind === 'secret' ? [...list, '--format', format] : [...list, '--filter', filter, '--format', format];
      for (const line of (await podman(args, options)).split('\n')) {
        const [thing = '', identity = '', labels] = line.split('\t');
        if (thing === '') continue;
        if (labels?.includes(`com.docker.compose.project:${project}`) === false) continue;
        found[`${kind}/${thing}`] = identity;
      }
    }
    return found;
  };
  return {
    url,
    image,
    run,
    podmanJson,
    snapshot,
    selkie: (args, options) =>
      isAnother
        ? startOut(args, options).ended
        : run(program, args, {
            ...options,
            env: { ...options?.env, PATH: pathWith(node, options?.env?.['PATH']) },
          }),
    startSelkie: startOut,
    outside,
    fetch: async (port, path = '/') => {
      const address = `http://127.0.0.1:${port}${path}`;
      const { exitCode, stdout, stderr } = await run('busybox', [
        'wget',
        '-q',
        '-T',
        '5',
        '-O',
        '-',
        address,
      ]);
      if (exitCode !== 0) throw new Error(`${address}: ${stderr.trim()}`);
      return stdout;
    },
    wipe: async (project, options) => {
      const things = Object.keys(await snapshot(project, options));
      for (const { kind, remove } of kinds) {
        const names = things
          .filter((thing) => thing.startsWith(`${kind}/`))
          .map((thing) => thing.slice(kind.length + 1));
        // One thing takes others with it (a pod its containers), so what is gone by then is no failure.
        if (names.length > 0) await run('podman', [...remove, ...names], options);
      }
    },
  };
}

/** Kinds of things in the order in which they can be removed. */
const kinds = [
  {
    kind: 'container',
    list: ['ps', '--all'],
    name: '.Names',
    id: '.ID',
    remove: ['rm', '--force', '--time', '0'],
  },
  {
    kind: 'pod',
    list: ['pod', 'ps'],
    name: '.Name',
    id: '.Id',
    remove: ['pod', 'rm', '--force', '--time', '0'],
  },
  {
    kind: 'network',
    list: ['network', 'ls'],
    name: '.Name',
    id: '.ID',
    remove: ['network', 'rm', '--force'],
  },
  {
    kind: 'volume',
    list: ['volume', 'ls'],
    name: '.Name',
    id: '.CreatedAt',
    remove: ['volume', 'rm', '--force'],
  },
  { kind: 'secret', list: ['secret', 'ls'], name: '.Name', id: '.ID', remove: ['secret', 'rm'] },
] as const;

/** A project name that no other test has. */
export function freshProjectName(): string {
  return `t${randomBytes(5).toString('hex')}`;
}

/** A new folder that is the same on the test host, and the way to remove it. */
export async function scratchFolder(): Promise<{
  readonly path: string;
  readonly remove: () => Promise<void>;
}> {
  // Where `npm test` keeps what tests leave; of the folders for temporary files hosts see only /tmp.
  const above = tmpdir();
  const path = await mkdtemp(join(above.startsWith('/tmp/') ? above : '/tmp', 'selkie-e2e-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** The command on the host: in its folder, with its environment, as its user. */
function wordsFor(options: HostRunOptions, command: readonly string[]): readonly string[] {
  const { cwd = '/', env = {}, asUser = 'root' } = options;
  const user = asUser === 'root' ? [] : ['runuser', '-u', asUser, '--'];
  const variables = { ...(asUser === 'root' ? {} : userEnv), ...env };
  const assigned = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  return [...user, 'env', `--chdir=${cwd}`, ...assigned, ...command];
}

const userEnv: Readonly<Record<string, string>> = {
  HOME: '/var/lib/tester',
  USER: 'tester',
  LOGNAME: 'tester',
  XDG_RUNTIME_DIR: '/run/user/1000',
  DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus',
};

/** What programs on the host are looked up in, where that Node is to be found too. */
export function pathWith(
  node: string,
  path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
): string {
  return `${path}:${dirname(node)}`;
}

/** Signals the processes of the host whose command line, with its words joined by blanks, the pattern of grep fits: it has no pkill. */
export async function signalProcesses(
  host: TestHost,
  signal: 'INT' | 'KILL',
  pattern: string,
): Promise<void> {
  const script = `
for process in /proc/[0-9]*; do
  if tr '\\0' ' ' <"$process/cmdline" 2>/dev/null | grep -q "$1"; then kill -${signal} "\${process#/proc/}"; fi
done`;
  await host.run('sh', ['-c', script, 'sh', pattern]);
}

/** Where the engine of the ordinary user listens. */
export function userSocket(): string {
  const socket = process.env['SELKIE_TEST_USER_SOCKET'] ?? '';
  if (socket === '') throw new Error('the test host has no ordinary user');
  return socket;
}

/** What a program for Docker's API needs to talk to Podman; without BuildKit, which Podman does not have. */
function dockerEnv(url: string): Readonly<Record<string, string>> {
  return { DOCKER_HOST: url, DOCKER_BUILDKIT: '0' };
}

/** What of our environment a selkie out here gets: nothing that would point it at another engine. */
function outerEnv(): Readonly<Record<string, string>> {
  return { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/root', LANG: 'C.UTF-8' };
}

function start(command: string, args: readonly string[], options: HostRunOptions): RunningProgram {
  const { cwd = '/', env = {}, input = '', timeoutMs = 60_000 } = options;
  const child = spawn(command, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      for (const listener of listeners) listener();
    });
  }
  // A program may end without reading its input.
  child.stdin.on('error', () => undefined).end(input);
  const ended = endOf(child, command, timeoutMs, output);
  return {
    pid: child.pid ?? 0,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    kill: (signal) => child.kill(signal),
    ended,
    untilItSays: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!`${output.stdout}\n${output.stderr}`.includes(text)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        ended.then(
          (result) =>
            reject(new Error(`it ended (${result.exitCode}) and never said ${text}:\n${result.stderr}`)),
          reject,
        );
      }),
  };
}

function endOf(
  child: ChildProcess,
  command: string,
  timeoutMs: number,
  output: { readonly stdout: string; readonly stderr: string },
): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${command} took longer than ${timeoutMs} ms:\n${output.stdout}\n${output.stderr}`));
    }, timeoutMs);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ exitCode: code ?? 128, stdout: output.stdout, stderr: output.stderr });
    });
  });
}
