import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isJsonObject } from '../../src/lib/json.ts';
import { parseRecord } from '../../src/machine/machine-spec.ts';
import { cgroupName } from '../../src/machine/rootfs/cgroup.ts';
import type { RunResult } from './test-host.ts';

/** A machine of a test's own, made from the packages that the test host was made from, so that making it is a copy. */
export interface OwnMachine {
  readonly name: string;
  /** Its folder on this host. */
  readonly dir: string;
  /** Options of `init` for a machine like the test host, with a network of its own. */
  readonly like: readonly string[];
  /** Runs `selkie machine` with its words; `{}` stands for the name. */
  readonly selkie: (...words: readonly string[]) => Promise<RunResult>;
  /** Starts `selkie machine` and gives its process; `said` resolves once stderr holds a text. */
  readonly start: (...words: readonly string[]) => {
    readonly kill: (signal?: NodeJS.Signals) => void;
    readonly said: (text: string) => Promise<void>;
    readonly ended: Promise<RunResult>;
  };
  /** What `inspect` prints, as far as tests ask for it. */
  readonly inspect: () => Promise<{
    readonly state: string;
    readonly pid: number | undefined;
    readonly socket: string;
  }>;
  /** Kills the running machine's init, as a power cut would, and resolves once it is seen to be stopped. */
  readonly cutPower: () => Promise<void>;
}

/** A name that is free and what is needed to make a machine of it, or undefined where tests have no root on Linux. */
export function ownMachine(): OwnMachine | undefined {
  const stateDir = process.env['SELKIE_TEST_STATE'] ?? '';
  const host = process.env['SELKIE_TEST_MACHINE'] ?? '';
  if (stateDir === '' || host === '') return undefined;
  const record = parseRecord(readFileSync(join(host, 'machine.json'), 'utf8'));
  if (record === undefined) throw new Error(`no record in ${host}`);
  // The run's number tells a later run whether anybody needs it still.
  const name = `own-${process.env['SELKIE_TEST_RUN'] ?? process.pid}-${randomBytes(4).toString('hex')}`;
  const start: OwnMachine['start'] = (...words) =>
    startIn(stateDir, ...words.map((word) => (word === '{}' ? name : word)));
  const selkie: OwnMachine['selkie'] = (...words) => start(...words).ended;
  const inspect = async () => {
    const data: unknown = JSON.parse((await selkie('inspect', '{}', '--format', 'json')).stdout);
    if (!isJsonObject(data)) throw new Error('inspect printed no object');
    const { state, pid, socket } = data;
    return {
      state: typeof state === 'string' ? state : '',
      pid: typeof pid === 'number' ? pid : undefined,
      socket: typeof socket === 'string' ? socket : '',
    };
  };
  return {
    name,
    dir: join(stateDir, 'machines', name),
    like: [
      '--suite',
      record.suite,
      '--packages',
      record.packages.join(','),
      '--network',
      'private',
      '--share',
      '/tmp',
    ],
    selkie,
    start,
    inspect,
    cutPower: async () => {
      const { pid, state } = await inspect();
      // 0 would be the group of the tests' own processes.
      if (pid === undefined || pid <= 1) throw new Error(`machine ${name} has no process, it is ${state}`);
      process.kill(pid, 'SIGKILL');
      const until = Date.now() + 10_000;
      while ((await inspect()).state !== 'stopped') {
        if (Date.now() > until) throw new Error(`machine ${name} was killed and is not stopped`);
        await setTimeout(50);
      }
    },
  };
}

const program = join(import.meta.dirname, '..', '..', 'dist', 'main.cjs');

/** Starts `selkie machine` with a state folder of its own. */
export function startIn(stateDir: string, ...words: readonly string[]): ReturnType<OwnMachine['start']> {
  const child = spawn(process.execPath, [program, 'machine', ...words], {
    env: { ...process.env, SELKIE_STATE_DIR: stateDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<RunResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      // What it started may hold its outputs open.
      void setTimeout(50).then(() => resolve({ exitCode: code ?? 128, ...output }));
    });
  });
  return {
    kill: (signal = 'SIGKILL') => void child.kill(signal),
    ended,
    said: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (output.stderr.includes(text)) resolve();
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`it never said ${text}:\n${output.stderr}`)));
      }),
  };
}

/** What of the machine in `dir` is on this host: mounts, links, firewall, forwarding, cgroups. Equal before and after, nothing was left. */
export async function hostTraces(dir: string): Promise<Readonly<Record<string, string>>> {
  const cgroups = ['/sys/fs/cgroup', '-maxdepth', '4', '-type', 'd', '-name', `${cgroupName(dir)}*`];
  const traces: Record<string, string> = { mounts: mountTargets(), cgroups: await outputOf('find', cgroups) };
  for (const [name, command, ...args] of probes) traces[name] = await outputOf(command, args);
  return traces;
}

const probes = [
  ['links', 'ip', '-brief', 'link'],
  ['firewall', 'nft', 'list', 'ruleset'],
  ['forwarding', 'cat', '/proc/sys/net/ipv4/ip_forward'],
] as const;

function mountTargets(): string {
  const lines = readFileSync('/proc/self/mountinfo', 'utf8').trim().split('\n');
  return lines
    .map((line) => line.split(' ')[4])
    .sort()
    .join('\n');
}

/** '' where there is no such program: then it can tell nothing before and after. */
function outputOf(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
    child.on('error', () => resolve(''));
    child.on('close', () => resolve(text.split('\n').sort().join('\n')));
  });
}

/** Processes of this host whose command line holds the text, as `PID COMMAND`. */
export async function processesWith(text: string): Promise<readonly string[]> {
  const lines = (await outputOf('ps', ['-eo', 'pid,args'])).split('\n');
  return lines.filter((line) => line.includes(text));
}
