import { randomBytes } from 'node:crypto';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Host } from '../../host/host.ts';
import type { Address } from '../endpoint.ts';
import { problemOf } from '../errors.ts';
import { privateDir } from './local-sockets.ts';
import type { Candidate, Search } from './search.ts';
import type { FarShell } from './ssh-shell.ts';
import { farShell } from './ssh-shell.ts';

/** A local socket that leads to one on another host. */
export interface Tunnel {
  readonly path: string;
  /** The socket over there. */
  readonly remote: string;
  /** What ssh has said so far. */
  readonly complaint: () => Promise<string | undefined>;
  /** The error for a failure of ssh, in those words. */
  readonly failure: (output: string) => ToolError;
  /** Runs programs over there, through the same ssh where that is possible. */
  readonly shell: FarShell;
  readonly close: () => Promise<void>;
}

type SshAddress = Extract<Address, { kind: 'ssh' }>;

const startLimitMs = 30_000;
const pollMs = 20;

/** Opens a tunnel with one ssh of its own, which ends with `close`. ssh asks no questions: what it would ask is an error. */
export async function openTunnel(address: SshAddress, candidate: Candidate, search: Search): Promise<Tunnel> {
  const { host, signal } = search;
  const fail = (output: string): ToolError => sshFailure(address, output, candidate);
  const program = await host.processes.find('ssh');
  if (program === undefined) throw fail('no `ssh` is installed');
  const dir = await privateDir(search);
  if (typeof dir === 'string') throw fail(dir);

  const base = sshArguments(address, candidate, host);
  const alone = [...controlOptions(undefined, 'no'), ...base];
  const remote = address.path ?? (await askForSocket(host, program, alone, signal, fail));
  const id = randomBytes(4).toString('hex');
  const path = `${dir.path}/ssh-${id}.sock`;
  const logFile = `${dir.path}/ssh-${id}.log`;
  const shared = sharedPath(`${dir.path}/ssh-${id}.ctl`, host);
  const complaint = async (): Promise<string | undefined> => {
    const text = await host.files.readText(logFile).catch(() => '');
    return lastWords(text);
  };
  const child = await host.processes
    .start(program, ['-N', ...controlOptions(shared, 'yes'), '-L', `${path}:${remote}`, ...base], { logFile })
    .catch((error: unknown) => {
      throw fail(problemOf(error));
    });
  let exitCode: number | undefined;
  void child.exited.then((code) => {
    exitCode = code;
  });
  const close = async (): Promise<void> => {
    child.kill();
    await host.files.remove(path);
    await host.files.remove(logFile);
  };
  try {
    const untilMs = host.clock.now() + startLimitMs;
    while ((await host.files.stat(path))?.kind !== 'socket') {
      if (exitCode !== undefined) throw fail((await complaint()) ?? `it ended with status ${exitCode}`);
      if (host.clock.now() > untilMs) throw fail((await complaint()) ?? 'no answer in time');
      await host.clock.sleep(pollMs, signal);
    }
  } catch (error) {
    await close();
    throw error;
  }
  const shell = farShell({ host, program, base: [...controlOptions(shared, 'no'), ...base], fail });
  return { path, remote, complaint, failure: fail, shell, close };
}

/** Where further ssh sessions find this one, so that they need not log in anew; undefined where they cannot. */
function sharedPath(path: string, { platform }: Host): string | undefined {
  // ssh makes it under a longer name first, and a socket's path has room for 107 bytes.
  return platform === 'win32' || Buffer.byteLength(path) > 85 ? undefined : path;
}

/** `yes` opens a connection that others may share, `no` uses one. What stands first counts, so these come first. */
function controlOptions(path: string | undefined, isMaster: 'yes' | 'no'): readonly string[] {
  return [
    '-o',
    `ControlMaster=${path === undefined ? 'no' : isMaster}`,
    '-o',
    `ControlPath=${path ?? 'none'}`,
  ];
}

/** The error for what ssh complains of, with what helps against it. */
function sshFailure(address: SshAddress, output: string, { isLocalMachine }: Candidate): ToolError {
  const destination = destinationOf(address);
  const isDown = isLocalMachine === true && /connection (refused|reset|closed)/i.test(output);
  const hint = isDown ? 'its machine does not run: `selkie machine start`' : hintFor(address, output);
  return new ToolError(diagnose('engine/ssh-failed', { destination, output, hint }));
}

function hintFor({ user, host, port }: SshAddress, output: string): string | undefined {
  if (/host key/i.test(output)) {
    const target = user === undefined ? host : `${user}@${host}`;
    return `accept its key once by hand: \`ssh ${port === undefined ? '' : `-p ${port} `}${target}\``;
  }
  if (/permission denied|authentication/i.test(output)) {
    return 'Selkie types no passwords: use an agent, or name a key with CONTAINER_SSHKEY';
  }
  return output.includes('nothing answers on')
    ? 'start it over there: `systemctl enable --now podman.socket` (`--user` for a user of their own)'
    : undefined;
}

/** Podman over there knows where its socket is. */
async function askForSocket(
  host: Host,
  program: string,
  base: readonly string[],
  signal: AbortSignal,
  fail: (output: string) => ToolError,
): Promise<string> {
  // The far shell reads this line, which is why it is one word and nothing in it comes from outside.
  const question = "podman info --format '{{.Host.RemoteSocket.Path}}'";
  const { exitCode, stdout, stderr } = await host.processes.run(program, [...base, question], { signal });
  const path = stdout.trim().replace(/^unix:\/\//, '');
  if (exitCode === 0 && path.startsWith('/')) return path;
  throw fail(lastWords(stderr) ?? 'Podman over there did not say where its socket is');
}

/** The options and the destination. */
function sshArguments(address: SshAddress, candidate: Candidate, host: Host): readonly string[] {
  const { identity, isLocalMachine } = candidate;
  const options = [
    'BatchMode=yes',
    'ExitOnForwardFailure=yes',
    'ClearAllForwardings=no',
    'StreamLocalBindMask=0177',
    'ConnectTimeout=15',
    'ServerAliveInterval=30',
    ...(identity === undefined ? [] : ['IdentitiesOnly=yes']),
    // Whoever can put a server there is on this host already.
    ...(isLocalMachine === true
      ? ['StrictHostKeyChecking=no', `UserKnownHostsFile=${nullDevice(host)}`]
      : []),
  ];
  return [
    '-T',
    ...options.flatMap((option) => ['-o', option]),
    ...(address.port === undefined ? [] : ['-p', String(address.port)]),
    ...(identity === undefined ? [] : ['-i', identity]),
    ...(address.user === undefined ? [] : ['-l', address.user]),
    '--',
    address.host,
  ];
}

function destinationOf({ user, host, port }: SshAddress): string {
  return `${user === undefined ? '' : `${user}@`}${host}${port === undefined ? '' : `:${port}`}`;
}

/** ssh's last line tells the reason; those before it are warnings as a rule. */
function lastWords(text: string): string | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('Warning:')).at(-1);
}

function nullDevice({ platform }: Host): string {
  return platform === 'win32' ? 'NUL' : '/dev/null';
}
