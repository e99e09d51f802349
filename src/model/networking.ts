import type { JsonObject } from '../lib/json.ts';
import type { ServiceName } from './ids.ts';

/** `network_mode` and `networks` are one choice, so they are one type. */
export type Networking =
  | { readonly kind: 'bridge'; readonly attachments: readonly Attachment[] }
  | { readonly kind: 'host' | 'none' }
  | { readonly kind: 'join-service'; readonly service: ServiceName }
  | { readonly kind: 'join-container'; readonly container: string }
  /** Podman's own modes: `pasta`, `slirp4netns:…`, `ns:/path`, `private`, `bridge`; as written. */
  | { readonly kind: 'engine-mode'; readonly mode: string };

/** A service's place on one network of the project. */
export interface Attachment {
  /** Key under the top-level `networks`. */
  readonly network: string;
  readonly aliases: readonly string[];
  readonly ipv4Address: string | undefined;
  readonly ipv6Address: string | undefined;
  readonly linkLocalIps: readonly string[];
  readonly macAddress: string | undefined;
  readonly interfaceName: string | undefined;
  /** Higher is connected first. */
  readonly priority: number;
  /** Higher provides the default gateway. */
  readonly gatewayPriority: number;
  readonly driverOptions: ReadonlyMap<string, string>;
}

/** A network of the project. */
export interface Network {
  /** Key under the top-level `networks`. */
  readonly key: string;
  /** Name on the engine. */
  readonly name: string;
  readonly isExternal: boolean;
  /** undefined is the engine's default (bridge). */
  readonly driver: string | undefined;
  readonly driverOptions: ReadonlyMap<string, string>;
  readonly ipam: Ipam;
  readonly isInternal: boolean;
  readonly isAttachable: boolean;
  readonly enableIpv4: boolean | undefined;
  readonly enableIpv6: boolean | undefined;
  readonly labels: ReadonlyMap<string, string>;
  /** `x-podman.disable_dns`: names are not resolved on it. */
  readonly isDnsOff: boolean;
  /** `x-podman.dns`: whom its own resolver asks; empty is whom the host asks. */
  readonly dnsServers: readonly string[];
  /** `x-podman.routes`. */
  readonly routes: readonly Route[];
  /** Of its default route, where services want one network's gateway before another's; undefined is the engine's own. */
  readonly gatewayMetric: number | undefined;
  /** The canonical form, as `config` prints it: the input of the network's config hash. */
  readonly definition: JsonObject;
  /** sha256 in hexadecimal over the definition, equal to docker compose's. */
  readonly configHash: string;
}

/** A way to other addresses, which all on a network get. */
export interface Route {
  /** CIDR notation. */
  readonly destination: string;
  readonly gateway: string;
  /** Lower goes first; undefined is the engine's default. */
  readonly metric: number | undefined;
}

/** Address management of a network. */
export interface Ipam {
  readonly driver: string | undefined;
  readonly options: ReadonlyMap<string, string>;
  readonly pools: readonly IpamPool[];
}

/** One subnet of a network, in CIDR notation. */
export interface IpamPool {
  readonly subnet: string | undefined;
  readonly gateway: string | undefined;
  readonly ipRange: string | undefined;
  readonly auxAddresses: ReadonlyMap<string, string>;
}
