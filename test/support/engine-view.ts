import { setTimeout } from 'node:timers/promises';
import { Agent, request } from 'undici';

/** What the engine says of a container; the parts that tests look at. */
export interface Inspected {
  readonly Id: string;
  readonly Name: string;
  readonly Created: string;
  readonly Image: string;
  readonly Pod: string;
  readonly RestartCount: number;
  readonly State: {
    readonly Status: string;
    readonly ExitCode: number;
    readonly StartedAt: string;
    readonly FinishedAt: string;
    readonly Health?: { readonly Status: string; readonly Log?: readonly { readonly End: string }[] | null };
  };
  readonly Config: {
    readonly Labels: Readonly<Record<string, string>>;
    readonly Env: readonly string[];
    readonly Cmd: readonly string[] | null;
    readonly Entrypoint: readonly string[] | null;
    readonly User: string;
    readonly WorkingDir: string;
    readonly Hostname: string;
    readonly Tty: boolean;
    readonly OpenStdin: boolean;
    readonly StopSignal: string;
    readonly StopTimeout: number;
    readonly ExposedPorts?: Readonly<Record<string, unknown>>;
    readonly Secrets?: readonly { readonly Name: string }[];
    readonly Healthcheck?: {
      readonly Test: readonly string[];
      readonly Interval: number;
      readonly Retries: number;
    };
  };
  readonly HostConfig: {
    readonly NetworkMode: string;
    readonly RestartPolicy: { readonly Name: string; readonly MaximumRetryCount: number };
    readonly Init?: boolean;
    readonly Privileged: boolean;
    readonly ReadonlyRootfs: boolean;
    readonly ShmSize: number;
    readonly Dns: readonly string[];
    readonly CapAdd: readonly string[] | null;
    readonly CapDrop: readonly string[] | null;
    readonly Ulimits: readonly { readonly Name: string; readonly Soft: number; readonly Hard: number }[];
    readonly Tmpfs: Readonly<Record<string, string>>;
    readonly PortBindings: Readonly<
      Record<string, readonly { readonly HostIp: string; readonly HostPort: string }[] | null>
    >;
  };
  readonly Mounts: readonly {
    readonly Type: string;
    readonly Name?: string;
    readonly Source: string;
    readonly Destination: string;
    readonly RW: boolean;
  }[];
  readonly NetworkSettings: {
    readonly Networks?: Readonly<
      Record<string, { readonly IPAddress: string; readonly Aliases: readonly string[] | null }>
    > | null;
  };
}

/** Looks at an engine over its socket, without any code of ours between. */
export interface EngineView {
  /** All containers with these labels, also those that have ended, by name. */
  readonly containers: (labels: readonly string[]) => Promise<ReadonlyMap<string, Inspected>>;
  /** What the engine answers at `/libpod/PATH`; rejects when it refuses. */
  readonly get: (path: string) => Promise<unknown>;
  /** Ids of all that carries a project's label, by `kind/name`, sorted; a pod's own container is one too. */
  readonly everything: (project: string) => Promise<Readonly<Record<string, string>>>;
  /** Removes all that carries a project's label. */
  readonly wipe: (project: string) => Promise<void>;
}

/** A view of the engine that listens on a unix socket. */
export function engineView(socketPath: string): EngineView {
  const dispatcher = new Agent({ connect: { socketPath }, keepAliveTimeout: 1 });
  const ask = async (method: 'GET' | 'DELETE', path: string) => {
    const { statusCode, body } = await request(`http://d/v5.0.0/libpod/${path}`, { dispatcher, method });
    return { statusCode, text: await body.text() };
  };
  const get: EngineView['get'] = async (path) => {
    const { statusCode, text } = await ask('GET', path);
    if (statusCode !== 200) throw new Error(`${path}: ${statusCode} ${text}`);
    return JSON.parse(text) as unknown;
  };
  const list = async (path: string, label: string) => {
    const filters = encodeURIComponent(JSON.stringify({ label: [label] }));
    return (await get(`${path}?all=true&filters=${filters}`)) as readonly Listed[];
  };
  const everything: EngineView['everything'] = async (project) => {
    const label = 'com.docker.compose.project';
    const found = await Promise.all(
      kinds.map(async ({ kind, path }) => {
        // Secrets have no filter by label before Podman 5.5.
        const things =
          kind === 'secret'
            ? ((await get(path)) as readonly Listed[]).filter(({ Spec }) => Spec?.Labels?.[label] === project)
            : await list(path, `${label}=${project}`);
        return things.map((thing) => [`${kind}/${nameOf(thing)}`, idOf(thing)] as const);
      }),
    );
    return Object.fromEntries(found.flat().sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  return {
    get,
    everything,
    containers: async (labels) => {
      const filters = encodeURIComponent(JSON.stringify({ label: labels }));
      const listed = (await get(`containers/json?all=true&filters=${filters}`)) as readonly { Id: string }[];
      const all = await Promise.all(
        listed.map(({ Id }) => settled(async () => (await get(`containers/${Id}/json`)) as Inspected)),
      );
      return new Map(all.map((one) => [one.Name, one] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
    },
    wipe: async (project) => {
      const things = Object.keys(await everything(project));
      for (const { kind, path, query } of kinds) {
        for (const thing of things.filter((name) => name.startsWith(`${kind}/`))) {
          const name = encodeURIComponent(thing.slice(kind.length + 1));
          // One thing takes others with it, so what is gone by then is no failure.
          await ask('DELETE', `${path.replace(/\/json$/, '')}/${name}${query}`);
        }
      }
    },
  };
}

/** `stopped` is a moment of Podman's between the end of a container and its clean-up: what comes after it is what counts. */
async function settled(look: () => Promise<Inspected>): Promise<Inspected> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const container = await look();
    if (container.State.Status !== 'stopped' || Date.now() > deadline) return container;
    await setTimeout(50);
  }
}

/** A list's entry, with the members that some kind of thing has. */
interface Listed {
  readonly Id?: string;
  readonly id?: string;
  readonly ID?: string;
  readonly Name?: string;
  readonly name?: string;
  readonly Names?: readonly string[];
  readonly CreatedAt?: string;
  readonly Spec?: { readonly Name: string; readonly Labels?: Readonly<Record<string, string>> | null };
}

/** Kinds of things in the order in which they can be removed. */
const kinds = [
  { kind: 'pod', path: 'pods/json', query: '?force=true&timeout=0' },
  { kind: 'container', path: 'containers/json', query: '?force=true&timeout=0&v=true&depend=true' },
  { kind: 'network', path: 'networks/json', query: '?force=true' },
  { kind: 'volume', path: 'volumes/json', query: '?force=true' },
  { kind: 'secret', path: 'secrets/json', query: '' },
] as const;

function nameOf(thing: Listed): string {
  return thing.Names?.[0] ?? thing.Name ?? thing.name ?? thing.Spec?.Name ?? '';
}

function idOf(thing: Listed): string {
  return thing.Id ?? thing.id ?? thing.ID ?? thing.CreatedAt ?? '';
}
