import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chmodSync } from 'node:fs';
import { describe, onTestFailed, onTestFinished } from 'vitest';
import { engineView } from './engine-view.ts';
import type { EngineView, Inspected } from './engine-view.ts';
import { isAnother } from './program.ts';
import { startOnTerminal } from './terminal.ts';
import type { OnTerminal } from './terminal.ts';
import { freshProjectName, scratchFolder, testHost, userSocket } from './test-host.ts';
import type { HostRunOptions, HostUser, RunResult, RunningProgram, TestHost } from './test-host.ts';

/** One project on the test host: a copy of a scenario's folder under a name of its own. Gone when the test ends. */
export interface Scenario {
  readonly host: TestHost;
  /** The engine itself: what is checked is its state, not our account of it. */
  readonly engine: EngineView;
  readonly project: string;
  readonly folder: string;
  /** Four free ports of the host, in the compose file `${PORT}` to `${PORT3}`: `ports[1]` is `${PORT1}`. */
  readonly ports: readonly number[];
  /** Runs selkie in the folder to its end, whatever comes of it. */
  readonly selkie: (args: readonly string[], options?: HostRunOptions) => Promise<RunResult>;
  /** As `selkie`, and rejects with the whole output when its status is not 0. */
  readonly ok: (args: readonly string[], options?: HostRunOptions) => Promise<RunResult>;
  /** Starts selkie in the folder where signals reach it. */
  readonly start: (args: readonly string[], options?: HostRunOptions) => RunningProgram;
  /** Starts selkie in the folder on a terminal of its own. */
  readonly onTerminal: (args: readonly string[]) => OnTerminal;
  /** Replica `number` (1) of a service; rejects when there is none or the engine has two. */
  readonly container: (service: string, number?: number) => Promise<Inspected>;
  /** All containers of the project with their service, by name. Its pod's own is not among them. */
  readonly containers: () => Promise<ReadonlyMap<string, Inspected>>;
  /** `service-N` to what is asked of each container. */
  readonly each: <T>(read: (container: Inspected) => T) => Promise<Readonly<Record<string, T>>>;
  /** `service-N` to `running`, `exited 3`, `created` (also when its namespaces are there already) and so on. */
  readonly states: () => Promise<Readonly<Record<string, string>>>;
  /** Runs a command in a service's container with Podman alone, and gives its output. */
  readonly inside: (service: string, command: readonly string[]) => Promise<RunResult>;
  /** Writes a file in the folder. */
  readonly write: (name: string, text: string) => Promise<void>;
  /** Everything on the engine that carries the project's label, as `kind/name`. */
  readonly everything: () => Promise<readonly string[]>;
}

/** Groups the scenarios of a folder; skips them, and says why, where there is no test host. */
export function scenarios(behaviour: string, define: () => void): void {
  const isSkipped = testHost() === undefined;
  if (isSkipped) console.warn(`${behaviour}: skipped, as there is no test host; \`npm test\` makes one`);
  describe.skipIf(isSkipped)(behaviour, () => {
    define();
  });
}

/** Where services live: as the program decides by itself, or none of them in a pod. */
export type Placement = (typeof placements)[number];

const placements = ['auto', 'network'] as const;
/** Only Selkie knows of placements. */
const placementsToTry = isAnother ? (['auto'] as const) : placements;

/** Groups scenarios that hold wherever services live: each of them runs once in every placement. */
export function scenariosInEachPlacement(behaviour: string, define: (placement: Placement) => void): void {
  for (const placement of placementsToTry) {
    scenarios(`${behaviour} (placement ${placement})`, () => {
      define(placement);
    });
  }
}

/** What a project is set up with. */
export interface ProjectOptions {
  readonly asUser?: HostUser;
  readonly env?: Readonly<Record<string, string>>;
  /** `auto` when absent: nothing is said on the command line. */
  readonly placement?: Placement;
}

/** Sets up a project from a scenario's folder for the test that runs. */
export async function project(
  folder: string,
  { asUser = 'root', env = {}, placement = 'auto' }: ProjectOptions = {},
): Promise<Scenario> {
  const host = testHost();
  if (host === undefined) throw new Error('there is no test host');
  const name = freshProjectName();
  const { path: copy, remove } = await scratchFolder();
  await cp(folder, copy, { recursive: true });
  // An ordinary user of the test host reads and writes here too.
  chmodSync(copy, 0o777);
  const ports = freshPorts();
  const variables = {
    COMPOSE_PROJECT_NAME: name,
    NO_COLOR: '1',
    ...Object.fromEntries(ports.map((port, n) => [n === 0 ? 'PORT' : `PORT${n}`, String(port)])),
    ...env,
  };
  const options = (given: HostRunOptions = {}): HostRunOptions => ({
    cwd: copy,
    asUser,
    ...given,
    env: { ...variables, ...given.env },
  });
  const placed = placement === 'auto' ? [] : ['--placement', placement];
  const transcript: string[] = [];
  const running = new Set<RunningProgram>();
  const socket = asUser === 'root' ? host.url.replace('unix://', '') : userSocket();
  const engine = engineView(socket);
  const label = `com.docker.compose.project=${name}`;

  const selkie: Scenario['selkie'] = async (args, given) => {
    const result = await host.selkie([...placed, ...args], options(given));
    transcript.push(accountOf(args, result));
    return result;
  };
  const containers = () => engine.containers([label, 'com.docker.compose.service']);
  const each: Scenario['each'] = async (read) => {
    const all = [...(await containers()).values()].map((one) => {
      const { 'com.docker.compose.service': service, 'com.docker.compose.container-number': number } =
        one.Config.Labels;
      return [`${service}-${number}`, read(one)] as const;
    });
    return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  onTestFailed(() => {
    for (const program of running) transcript.push(`${program.stdout()}${program.stderr()}`);
    console.error(transcript.join('\n'));
  });
  onTestFinished(async () => {
    for (const program of running) program.kill('SIGKILL');
    await engine.wipe(name);
    await remove();
  });
  return {
    host,
    engine,
    project: name,
    folder: copy,
    ports,
    selkie,
    ok: async (args, given) => {
      const result = await selkie(args, given);
      if (result.exitCode !== 0) throw new Error(accountOf(args, result));
      return result;
    },
    start: (args, given) => {
      const program = host.startSelkie([...placed, ...args], options(given));
      running.add(program);
      const forget = () => running.delete(program);
      program.ended.then((result) => {
        transcript.push(accountOf(args, result));
        forget();
      }, forget);
      return program;
    },
    onTerminal: (args) => {
      const { command, env: environment } = host.outside([...placed, ...args], options());
      return startOnTerminal(command, { cwd: copy, env: environment });
    },
    containers,
    container: async (service, number = 1) => {
      const found = [
        ...(
          await engine.containers([
            label,
            `com.docker.compose.service=${service}`,
            `com.docker.compose.container-number=${number}`,
          ])
        ).values(),
      ];
      const [only] = found;
      if (only === undefined || found.length > 1) {
        throw new Error(`${found.length} containers are ${service}-${number}`);
      }
      return only;
    },
    each,
    // `stopped` is a moment of Podman's between the end of a container and its clean-up.
    states: () =>
      eventually(
        () => each(stateOf),
        (states) => !Object.values(states).includes('stopped'),
      ),
    inside: async (service, command) => {
      const [id] = [
        ...(await engine.containers([label, `com.docker.compose.service=${service}`])).values(),
      ].map(({ Id }) => Id);
      const result = await host.run('podman', ['exec', id ?? '', ...command], { asUser });
      transcript.push(accountOf(['(in)', service, ...command], result));
      return result;
    },
    write: (file, text) => writeFile(join(copy, file), text),
    everything: async () => Object.keys(await engine.everything(name)),
  };
}

/** Waits until something is so, looking again every 50 ms; rejects with what it was instead after `timeoutMs` (20 s). */
export async function eventually<T>(
  look: () => Promise<T>,
  isSo: (value: T) => boolean,
  timeoutMs = 20_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await look();
    if (isSo(value)) return value;
    if (Date.now() > deadline) throw new Error(`it is still ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function stateOf({ State }: Inspected): string {
  if (State.Status === 'initialized') return 'created';
  return State.Status === 'exited' ? `exited ${State.ExitCode}` : State.Status;
}

function accountOf(args: readonly string[], { exitCode, stdout, stderr }: RunResult): string {
  return `$ selkie ${args.join(' ')}\n${stdout}${stderr}status ${exitCode}`;
}

/** Below the ephemeral ports, and far enough apart that files that run at the same time do not meet. */
function freshPorts(): readonly number[] {
  const base = 10_000 + Math.floor(Math.random() * 2200) * 10;
  return [0, 1, 2, 3].map((n) => base + n);
}
