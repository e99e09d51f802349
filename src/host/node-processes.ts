import { spawn } from 'node:child_process';
import { access, constants, mkdir, open, stat } from 'node:fs/promises';
import { constants as osConstants } from 'node:os';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Host, Processes, RunOptions, RunningProcess, StartOptions } from './host.ts';

/** Other programs. execa is loaded when the first one is run. */
export function nodeProcesses(env: Host['env']): Processes {
  return {
    run: (command, args, options = {}) => run(env, command, args, options),
    start: (command, args, options = {}) => start(env, command, args, options),
    find: (name) => find(env, name),
    isAlive,
    kill: (pid, signal) => {
      process.kill(pid, signal);
    },
  };
}

async function run(
  env: Host['env'],
  command: string,
  args: readonly string[],
  options: RunOptions,
): ReturnType<Processes['run']> {
  const { cwd, input, timeoutMs, onLine } = options;
  const limit = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([options.signal, limit].filter((one) => one !== undefined));
  signal.throwIfAborted();
  const { execa } = await import('execa');
  const child = execa(command, args, {
    env: merged(env, options.env),
    extendEnv: false,
    reject: false,
    stripFinalNewline: false,
    maxBuffer: 256 * 1024 * 1024,
    ...(input === undefined ? { stdin: 'ignore' } : { input }),
    ...(cwd === undefined ? {} : { cwd }),
    cancelSignal: signal,
  });
  // What the program left behind may hold its streams open: once it was told to end, nobody waits for those.
  signal.addEventListener('abort', () => {
    child.stdout.destroy();
    child.stderr.destroy();
  });
  const lines =
    onLine === undefined
      ? []
      : [eachLine(child.stdout, 'stdout', onLine), eachLine(child.stderr, 'stderr', onLine)];
  const result = await child;
  if (limit?.aborted === true) throw new Error(`${command} took longer than ${timeoutMs ?? 0} ms`);
  signal.throwIfAborted();
  // Not before: on a stream that was cut off, readline waits for ever.
  await Promise.all(lines);
  const exitCode = exitCodeOf(result.exitCode, result.signal);
  // No status and no signal: it never ran. Below execa's error lies Node's own, with its `code`.
  if (exitCode === undefined) {
    throw result.cause instanceof Error ? result.cause : new Error(`cannot run \`${command}\``);
  }
  return { exitCode, stdout: result.stdout, stderr: result.stderr };
}

/** Node's own spawn: what runs on after us must write to its log without passing through us. */
async function start(
  env: Host['env'],
  command: string,
  args: readonly string[],
  options: StartOptions,
): Promise<RunningProcess> {
  const { cwd, stdio, isDetached, signal, logFile } = options;
  signal?.throwIfAborted();
  if (logFile !== undefined) await mkdir(dirname(logFile), { recursive: true });
  const log = logFile === undefined ? undefined : await open(logFile, 'a', 0o600);
  try {
    const output = log?.fd ?? (stdio === 'inherit' ? 'inherit' : 'ignore');
    const child = spawn(command, args, {
      env: merged(env, options.env),
      stdio: [stdio === 'inherit' ? 'inherit' : 'ignore', output, output],
      detached: isDetached === true,
      ...(cwd === undefined ? {} : { cwd }),
      ...(signal === undefined ? {} : { signal }),
    });
    const exited = new Promise<number>((done) => {
      child.once('exit', (code, ended) => done(exitCodeOf(code, ended) ?? 127));
    });
    await new Promise<void>((started, failed) => {
      child.once('spawn', started);
      // Stays on: an abort later on is an error event too, and the exit status tells of it.
      child.on('error', failed);
    });
    if (isDetached === true) child.unref();
    return { pid: child.pid ?? 0, exited, kill: (killSignal) => void child.kill(killSignal) };
  } finally {
    await log?.close();
  }
}

async function find(env: Host['env'], name: string): Promise<string | undefined> {
  if (name.includes('/')) return (await isProgram(resolve(name))) ? resolve(name) : undefined;
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    // An empty or relative part means wherever we happen to be, which is no place to take programs from.
    if (!isAbsolute(folder)) continue;
    for (const ending of endings) {
      const path = join(folder, name + ending);
      if (await isProgram(path)) return path;
    }
  }
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** A process of another user is alive too, though it may not be signalled. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function eachLine(
  stream: Readable,
  name: 'stdout' | 'stderr',
  onLine: NonNullable<RunOptions['onLine']>,
): Promise<void> {
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) onLine(line, name);
  } catch {
    // The stream broke because the program was stopped; its end tells why.
  }
}

function merged(
  base: Host['env'],
  changes: Readonly<Record<string, string | undefined>> | undefined,
): Record<string, string> {
  const all = Object.entries({ ...base, ...changes });
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function exitCodeOf(
  exitCode: number | null | undefined,
  signal: NodeJS.Signals | null | undefined,
): number | undefined {
  return (
    exitCode ?? (signal === null || signal === undefined ? undefined : 128 + osConstants.signals[signal])
  );
}
