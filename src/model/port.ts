/** The transport of a published or exposed port. */
export type PortProtocol = 'tcp' | 'udp' | 'sctp';

/** One container port that is published on the host. */
export interface PortMapping {
  /** Container port. */
  readonly target: number;
  /** Host ports to choose from, both ends included; undefined lets the engine choose any free one. */
  readonly published: PortRange | undefined;
  /** Host address to listen on; undefined is every address. */
  readonly hostIp: string | undefined;
  readonly protocol: PortProtocol;
  readonly mode: 'ingress' | 'host';
  readonly name: string | undefined;
  readonly appProtocol: string | undefined;
}

/** Consecutive ports, both ends included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** A container port that is reachable on the project's networks only. */
export interface ExposedPort {
  readonly first: number;
  readonly last: number;
  readonly protocol: PortProtocol;
}
