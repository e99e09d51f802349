import { randomBytes } from 'node:crypto';
import { problemOf } from '../errors.ts';
import { isAnswering } from './is-answering.ts';
import { privateDir } from './local-sockets.ts';
import type { Search, Strategy } from './search.ts';

/** How long the service stays when nobody asks it anything. Longer than any pause of ours between two calls. */
const idleSeconds = 60;
const startLimitMs = 20_000;
const pollMs = 25;

/** A Podman that is installed but serves no socket: it is started on one of ours, and ends by itself when idle. */
export const podmanService: Strategy = {
  name: 'podman-service',
  find: async (search) => {
    const { host, signal } = search;
    if (host.platform !== 'linux') return 'only Linux runs Podman without a machine';
    const program = await host.processes.find('podman');
    if (program === undefined) return 'no `podman` is installed';
    const dir = await privateDir(search);
    if (typeof dir === 'string') return dir;
    const path = `${dir.path}/podman.sock`;
    const source = `\`podman system service\`, started for the purpose`;
    const candidate = { address: { kind: 'unix', path }, source, isChosen: false } as const;
    if (await isAnswering(host, path, signal)) return candidate;
    const problem = await start(search, program, dir.path, path);
    return problem === undefined ? candidate : `\`podman system service\` did not come up: ${problem}`;
  },
};

/**
 * Starts the service on a socket of a name of its own, and gives it the common name once it answers. So two at once do not
 * get into each other's way: the later name wins, and both engines are the same.
 */
async function start(
  { host, signal }: Search,
  program: string,
  dir: string,
  path: string,
): Promise<string | undefined> {
  const id = randomBytes(4).toString('hex');
  const draft = `${dir}/start-${id}.sock`;
  const logFile = `${dir}/start-${id}.log`;
  try {
    const service = await host.processes.start(
      program,
      ['system', 'service', '--time', String(idleSeconds), `unix://${draft}`],
      { isDetached: true, logFile },
    );
    let exitCode: number | undefined;
    void service.exited.then((code) => {
      exitCode = code;
    });
    const untilMs = host.clock.now() + startLimitMs;
    while (!(await isAnswering(host, draft, signal))) {
      if (exitCode !== undefined)
        return (await lastLine(host, logFile)) ?? `it ended with status ${exitCode}`;
      if (host.clock.now() > untilMs) {
        service.kill();
        return (await lastLine(host, logFile)) ?? 'it does not answer';
      }
      await host.clock.sleep(pollMs, signal);
    }
    await host.files.rename(draft, path);
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    return problemOf(error);
  } finally {
    await host.files.remove(logFile);
  }
}

async function lastLine(host: Search['host'], file: string): Promise<string | undefined> {
  const text = await host.files.readText(file).catch(() => '');
  return text.trim().split('\n').at(-1) || undefined;
}
