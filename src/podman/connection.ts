import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import { messageOf } from '../diagnostics/words.ts';
import type { Host } from '../host/host.ts';
import type { PodmanClient } from './client.ts';
import { isRemoteAddress } from './endpoint.ts';
import type { Features } from './features.ts';
import { featuresOf } from './features.ts';
import { commandLine, defaultConnection, dockerHost, environment } from './find/chosen.ts';
import { rootfulSocket, rootlessSocket } from './find/local-sockets.ts';
import { machine } from './find/machine.ts';
import { nextSteps } from './find/next-step.ts';
import { openEngine } from './find/open.ts';
import { podmanService } from './find/podman-service.ts';
import type { Candidate, ConnectRequest, PassedOver, Search, Strategy, StrategyName } from './find/search.ts';
import type { FarShell } from './find/ssh-shell.ts';
import { createClient } from './libpod-client.ts';
import type { Version } from './version.ts';

export type { ConnectRequest, PassedOver, StrategyName } from './find/search.ts';

/** An engine that answered, and how it was found. */
export interface Connection {
  /** Closing it also ends a tunnel. */
  readonly client: PodmanClient;
  readonly features: Features;
  readonly version: Version;
  readonly uri: string;
  readonly strategy: StrategyName;
  /** What named the engine, in words: `CONTAINER_HOST`, `the rootless socket`. */
  readonly how: string;
  /** What was tried before, in order. */
  readonly passedOver: readonly PassedOver[];
  /** True: the engine's files are not this machine's. */
  readonly isRemote: boolean;
  /** Runs programs on the engine's machine, where that is reached by ssh. */
  readonly shell: FarShell | undefined;
}

/** Every way of finding an engine, in the order they are tried. */
const strategies: readonly Strategy[] = [
  commandLine,
  environment,
  dockerHost,
  defaultConnection,
  rootlessSocket,
  rootfulSocket,
  podmanService,
  machine,
];

/** What a search came to: an engine, or what was tried and the error that says so. */
export type SearchResult =
  | { readonly connection: Connection }
  | { readonly connection: undefined; readonly passedOver: readonly PassedOver[]; readonly error: ToolError };

/** Finds an engine. Rejects with a ToolError: for an engine that was chosen and fails, or when there is none at all. */
export async function connect(request: ConnectRequest, host: Host, signal: AbortSignal): Promise<Connection> {
  const result = await findEngine(request, host, signal);
  if (result.connection === undefined) throw result.error;
  return result.connection;
}

/** Like `connect`, but an engine that cannot be had is an answer. Rejects only when the signal aborts. */
export async function findEngine(
  request: ConnectRequest,
  host: Host,
  signal: AbortSignal,
): Promise<SearchResult> {
  const search: Search = { request, host, signal };
  const passedOver: PassedOver[] = [];
  let refusal: ToolError | undefined;
  for (const strategy of strategies) {
    let isChosen = false;
    try {
      const found = await strategy.find(search);
      if (typeof found === 'string') {
        passedOver.push({ strategy: strategy.name, reason: found });
        continue;
      }
      isChosen = found.isChosen;
      return { connection: await opened(found, strategy, search, passedOver) };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ToolError)) throw error;
      const reason = error.diagnostics.map(reasonOf).join('; ');
      passedOver.push({ strategy: strategy.name, reason });
      // An address or a name that was chosen is never replaced by another engine.
      if (isChosen || isAboutChoice(error)) return { connection: undefined, passedOver, error };
      if (isRefusal(error)) refusal ??= error;
    }
  }
  return { connection: undefined, passedOver, error: refusal ?? (await noEngine(host, passedOver)) };
}

async function opened(
  candidate: Candidate,
  { name }: Strategy,
  search: Search,
  passedOver: readonly PassedOver[],
): Promise<Connection> {
  const { transport, version, uri, shell, close } = await openEngine(candidate, search);
  const features = featuresOf(version);
  const client = createClient(transport, features, { uri, source: candidate.source });
  return {
    client: { ...client, close },
    features,
    version,
    uri,
    strategy: name,
    how: candidate.source,
    passedOver,
    isRemote: isRemoteAddress(candidate.address),
    shell,
  };
}

function isAboutChoice({ diagnostics }: ToolError): boolean {
  return diagnostics.some(
    ({ code }) => code === 'engine/bad-address' || code === 'engine/unknown-connection',
  );
}

/** An engine that is there but will not do is worth more words than that there is none. */
function isRefusal({ diagnostics }: ToolError): boolean {
  return diagnostics.some(({ code }) => code === 'engine/too-old');
}

async function noEngine(host: Host, passedOver: readonly PassedOver[]): Promise<ToolError> {
  const service = passedOver.find(({ strategy }) => strategy === 'podman-service');
  const output = service?.reason.split('did not come up: ')[1];
  const failed =
    output === undefined
      ? []
      : [diagnose('engine/service-failed', { command: 'podman system service', output })];
  return new ToolError([...failed, diagnose('engine/none', { next: await nextSteps(host) })]);
}

/** Shorter than the error's own sentence: it stands beside the name of the way that was tried. */
function reasonOf(diagnostic: Diagnostic): string {
  return diagnostic.code === 'engine/unreachable'
    ? `\`${diagnostic.args.uri}\`: ${diagnostic.args.problem}`
    : messageOf(diagnostic);
}
