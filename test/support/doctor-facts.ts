import type { JsonObject } from '../../src/lib/json.ts';
import type { Facts } from '../../src/machine/doctor/facts.ts';
import { gatherFacts } from '../../src/machine/doctor/facts.ts';
import type { Check, Verdict } from '../../src/machine/doctor/check.ts';
import { load } from '../../src/parser/load.ts';
import { memoryHost } from './memory-host.ts';

/** A host as checks see it: what stands in files, and what programs were seen to answer there. */
export interface SeenHost {
  readonly platform?: NodeJS.Platform;
  readonly uid?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  /** Programs on PATH. */
  readonly programs?: readonly string[];
  /** Words of a command → what it printed, or status and error output. */
  readonly answers?: Readonly<
    Record<string, string | { readonly exitCode: number; readonly stderr: string }>
  >;
  /** What `podman info` printed, on top of a healthy rootless Podman. */
  readonly info?: JsonObject;
  /** The compose file of the project here. */
  readonly compose?: string;
  /** How an engine was found; absent: none was. */
  readonly engine?: 'rootless-socket' | 'machine' | 'default-connection';
}

/** What a check says of such a host. */
export async function verdictOf(check: Check, seen: SeenHost): Promise<Verdict> {
  return check.run(await factsOf(seen));
}

/** The facts of such a host. */
export async function factsOf(seen: SeenHost): Promise<Facts> {
  const { platform = 'linux', uid = 1000, env = {}, programs = [], answers = {} } = seen;
  const files = {
    ...seen.files,
    ...(seen.compose === undefined ? {} : { '/project/compose.yaml': seen.compose }),
  };
  const found = (name: string) => (programs.includes(name) ? `/usr/bin/${name}` : undefined);
  const told: Readonly<Record<string, string | { readonly exitCode: number; readonly stderr: string }>> = {
    'podman info --format json': JSON.stringify(merged(healthyInfo, seen.info ?? {})),
    'id -un': 'alice\n',
    ...answers,
  };
  const host = memoryHost({
    files,
    env,
    uid,
    platform,
    homeDir: '/home/alice',
    processes: {
      find: (name) => Promise.resolve(found(name)),
      run: (command, args) => {
        const answer = told[[command, ...args].join(' ')];
        if (answer === undefined) return Promise.reject(new Error(`ENOENT: ${command} ${args.join(' ')}`));
        return Promise.resolve(
          typeof answer === 'string'
            ? { exitCode: 0, stdout: answer, stderr: '' }
            : { stdout: '', ...answer },
        );
      },
    },
  });
  const { value: project } =
    seen.compose === undefined
      ? { value: undefined }
      : await load({ files: [], profiles: [], envFiles: [] }, host);
  const request = { project, url: undefined, connection: undefined };
  const facts = gatherFacts(host, request, new AbortController().signal);
  const { engine } = seen;
  const place = engine === undefined || engine === 'rootless-socket' ? 'host' : 'machine';
  return {
    ...facts,
    podman: () => Promise.resolve('/usr/bin/podman'),
    place: () => Promise.resolve(platform === 'linux' ? place : 'machine'),
    isRootless: () => Promise.resolve(uid !== 0 && platform === 'linux' && place === 'host'),
    engine: () =>
      engine === undefined
        ? facts.engine()
        : // Checks read how it was found, and never talk to it.
          Promise.resolve({ connection: { strategy: engine, version: [5, 4, 2] } } as never),
  };
}

/** `podman info` of Podman 5.4.2 for an ordinary user on Debian 13, as far as it is read. */
const healthyInfo: JsonObject = {
  host: {
    cgroupManager: 'systemd',
    cgroupVersion: 'v2',
    cgroupControllers: ['cpu', 'memory', 'pids'],
    eventLogger: 'journald',
    networkBackend: 'netavark',
    rootlessNetworkCmd: 'pasta',
    security: { rootless: true, selinuxEnabled: false },
  },
  registries: { search: ['docker.io'] },
  store: {
    graphDriverName: 'overlay',
    graphRoot: '/home/alice/.local/share/containers/storage',
    graphRootAllocated: 270_553_174_016,
    graphRootUsed: 55_741_956_096,
  },
  version: { Version: '5.4.2' },
};

function merged(base: JsonObject, over: JsonObject): JsonObject {
  const entries = Object.entries(over).map(([key, value]) => {
    const below = base[key];
    const isBoth = isObject(below) && isObject(value);
    return [key, isBoth ? { ...below, ...value } : value] as const;
  });
  return { ...base, ...Object.fromEntries(entries) };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
