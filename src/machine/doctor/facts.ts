import type { Host } from '../../host/host.ts';
import type { JsonObject } from '../../lib/json.ts';
import { isJsonObject } from '../../lib/json.ts';
import { once } from '../../lib/once.ts';
import type { Project } from '../../model/project.ts';
import type { SearchResult } from '../../podman/connection.ts';
import { findEngine } from '../../podman/connection.ts';
import { confFiles } from '../../podman/find/containers-conf.ts';
import type { PackageManager } from '../package-manager.ts';
import { findPackageManager } from '../package-manager.ts';
import type { PodmanInfo } from './podman-info.ts';
import { parsePodmanInfo } from './podman-info.ts';

/** What a program gave. */
export interface ProgramResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What `podman info` came to: what it says, or Podman's last words. */
export type InfoResult =
  | { readonly info: PodmanInfo; readonly warnings: string }
  | { readonly info: undefined; readonly problem: string };

/** Where containers run: by this host's own Podman, in a machine on it, or on another host. */
export type EnginePlace = 'host' | 'machine' | 'elsewhere';

/** What checks may ask. Everything is read when it is first asked for, and once. */
export interface Facts {
  readonly host: Host;
  readonly signal: AbortSignal;
  /** The project that is being looked after, when there is one that can be read. */
  readonly project: Project | undefined;
  /** True: containers are an ordinary user's on this host. */
  readonly isRootless: () => Promise<boolean>;
  readonly place: () => Promise<EnginePlace>;
  readonly engine: () => Promise<SearchResult>;
  /** Path of the program; undefined: none is installed. */
  readonly podman: () => Promise<string | undefined>;
  readonly info: () => Promise<InfoResult>;
  readonly packageManager: () => Promise<PackageManager | undefined>;
  readonly userName: () => Promise<string>;
  /** The tables `[engine]` of all files of containers.conf; later ones win. */
  readonly engineSettings: () => Promise<JsonObject>;
  /** The content of a file, or undefined when it cannot be read. */
  readonly text: (path: string) => Promise<string | undefined>;
  /** What a program gives within 10 seconds; undefined when it is not there or takes longer. */
  readonly run: (command: string, args: readonly string[]) => Promise<ProgramResult | undefined>;
}

/** What facts are gathered about. */
export interface FactsRequest {
  readonly project: Project | undefined;
  readonly url: string | undefined;
  readonly connection: string | undefined;
}

const patienceMs = 10_000;

/** The facts of this host. Nothing is read yet. */
export function gatherFacts(host: Host, request: FactsRequest, signal: AbortSignal): Facts {
  const run: Facts['run'] = (command, args) =>
    host.processes.run(command, args, { signal, timeoutMs: patienceMs }).catch(() => {
      signal.throwIfAborted();
      return undefined;
    });
  const text: Facts['text'] = (path) => host.files.readText(path).catch(() => undefined);
  const engine = once(async () => {
    const result = await findEngine(request, host, signal);
    // Closed at once: checks ask where it is, not the engine itself.
    await result.connection?.client.close();
    return result;
  });
  const podman = once(() => host.processes.find('podman'));
  const place = once(async () => placeOf(host, await engine()));
  return {
    host,
    signal,
    project: request.project,
    engine,
    podman,
    place,
    isRootless: once(async () => {
      const { connection } = await engine();
      return host.uid !== 0 && (await place()) === 'host' && connection?.strategy !== 'rootful-socket';
    }),
    info: once(() => readInfo(run)),
    packageManager: once(() => findPackageManager(host)),
    userName: once(async () => {
      const named = (await run('id', ['-un']))?.stdout.trim() ?? '';
      return named === '' ? (host.env['USER'] ?? String(host.uid)) : named;
    }),
    engineSettings: once(() => readEngineSettings(host)),
    text,
    run,
  };
}

function placeOf({ platform, uid, env }: Host, { connection }: SearchResult): EnginePlace {
  if (connection === undefined) return platform === 'linux' ? 'host' : 'machine';
  if (connection.isRemote) return 'elsewhere';
  if (platform !== 'linux' || connection.strategy === 'machine' || !connection.uri.startsWith('unix:')) {
    return 'machine';
  }
  const path = connection.uri.slice('unix://'.length);
  const own = ['/run/podman/', `/run/user/${uid ?? ''}/`, `${env['XDG_RUNTIME_DIR'] ?? '/run'}/`];
  const isOwn = own.some((folder) => path.startsWith(folder)) || connection.strategy === 'podman-service';
  return isOwn ? 'host' : 'elsewhere';
}

async function readInfo(run: Facts['run']): Promise<InfoResult> {
  const result = await run('podman', ['info', '--format', 'json']);
  if (result === undefined) return { info: undefined, problem: 'it did not answer within 10 seconds' };
  const info = result.exitCode === 0 ? parsePodmanInfo(result.stdout) : undefined;
  if (info !== undefined) return { info, warnings: result.stderr.trim() };
  const words = result.stderr.trim().split('\n').at(-1) ?? '';
  return { info: undefined, problem: words === '' ? `status ${result.exitCode}` : words };
}

async function readEngineSettings(host: Host): Promise<JsonObject> {
  const texts = await Promise.all(
    (await confFiles(host)).map((file) => host.files.readText(file).catch(() => '')),
  );
  const told = texts.filter((text) => /^\s*\[engine\]/m.test(text));
  if (told.length === 0) return {};
  const { parse } = await import('smol-toml');
  let merged: JsonObject = {};
  for (const text of told) {
    try {
      const engine: unknown = parse(text)['engine'];
      if (isJsonObject(engine)) merged = { ...merged, ...engine };
    } catch {
      // Podman itself will say what is wrong with it.
    }
  }
  return merged;
}
