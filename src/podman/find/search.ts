import type { Host } from '../../host/host.ts';
import type { Address } from '../endpoint.ts';

/** What the command line says of the engine. */
export interface ConnectRequest {
  /** `--url` */
  readonly url?: string | undefined;
  /** `--connection`: a name in podman-connections.json or containers.conf. */
  readonly connection?: string | undefined;
}

/** What every way of finding an engine may look at. */
export interface Search {
  readonly request: ConnectRequest;
  readonly host: Host;
  readonly signal: AbortSignal;
}

/** The ways of finding an engine, in the order they are tried. */
export type StrategyName =
  | 'command-line'
  | 'environment'
  | 'docker-host'
  | 'default-connection'
  | 'rootless-socket'
  | 'rootful-socket'
  | 'podman-service'
  | 'machine';

/** A place where an engine may be. */
export interface Candidate {
  readonly address: Address;
  /** What named it, for people: `--url`, `CONTAINER_HOST`. */
  readonly source: string;
  /** True: someone chose this very engine, so no other will do when it fails. */
  readonly isChosen: boolean;
  /** File with the private key for ssh. */
  readonly identity?: string | undefined;
  /** A machine's ssh server on this host, whose key changes whenever the machine is made anew. */
  readonly isLocalMachine?: boolean;
  /** Folder with ca.pem, cert.pem and key.pem. */
  readonly certificates?: string | undefined;
}

/** What a way of finding an engine came to: a place to try, or the words for why there is none. */
type Finding = Candidate | string;

/** One way of finding an engine. A ToolError ends the search. */
export interface Strategy {
  readonly name: StrategyName;
  readonly find: (search: Search) => Promise<Finding>;
}

/** A way that led nowhere, and why. */
export interface PassedOver {
  readonly strategy: StrategyName;
  readonly reason: string;
}
