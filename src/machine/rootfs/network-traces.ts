import type { Json } from '../../lib/json.ts';
import { isJsonObject } from '../../lib/json.ts';

/** A Podman network, as far as its traces on a host tell. */
export interface NetworkTrace {
  readonly id: string;
  readonly bridge: string;
  /** `10.89.0.0/24`. */
  readonly subnets: readonly string[];
}

/** The network that Podman has without a file of its own. */
export const podmanNetwork: NetworkTrace = {
  id: '2f259bab93aaaaa2542ba43ef33eb990d0999ee1b9924b557b7be53c0b7a1bb9',
  bridge: 'podman0',
  subnets: ['10.88.0.0/16'],
};

/** What a file of /etc/containers/networks says, or undefined when it is no bridge network. */
export function parseNetworkFile(text: string): NetworkTrace | undefined {
  const data = parseJson(text);
  if (!isJsonObject(data) || data['driver'] !== 'bridge') return undefined;
  const { id, network_interface: bridge, subnets } = data;
  if (typeof id !== 'string' || typeof bridge !== 'string') return undefined;
  const list = Array.isArray(subnets) ? subnets : [];
  return {
    id,
    bridge,
    subnets: list.flatMap((one: Json) =>
      isJsonObject(one) && typeof one['subnet'] === 'string' ? [one['subnet']] : [],
    ),
  };
}

/** A network link of the host. */
export interface Link {
  readonly name: string;
  readonly master: string | undefined;
}

/** The links that `ip -json link show` lists. */
export function parseLinks(text: string): readonly Link[] {
  const data = parseJson(text);
  if (!Array.isArray(data)) return [];
  return data.flatMap((one: Json) => {
    if (!isJsonObject(one) || typeof one['ifname'] !== 'string') return [];
    const master = one['master'];
    return [{ name: one['ifname'], master: typeof master === 'string' ? master : undefined }];
  });
}

/** The links that belong to the networks: what hangs on their bridges first, then the bridges. */
export function linksOf(links: readonly Link[], networks: readonly NetworkTrace[]): readonly string[] {
  const bridges = new Set(networks.map(({ bridge }) => bridge));
  const ports = links.filter(({ master }) => master !== undefined && bridges.has(master));
  return [...ports, ...links.filter(({ name }) => bridges.has(name))].map(({ name }) => name);
}

/** Netavark's table of the firewall, as `nft --json list table inet netavark` prints it. */
export interface FirewallTable {
  readonly chains: readonly string[];
  readonly rules: readonly { readonly chain: string; readonly handle: number; readonly expr: Json }[];
}

/** The table that the JSON describes. */
export function parseFirewall(text: string): FirewallTable {
  const data = parseJson(text);
  const items = isJsonObject(data) && Array.isArray(data['nftables']) ? data['nftables'] : [];
  const chains: string[] = [];
  const rules: { chain: string; handle: number; expr: Json }[] = [];
  for (const item of items) {
    if (!isJsonObject(item)) continue;
    const { chain, rule } = item;
    if (isJsonObject(chain) && typeof chain['name'] === 'string') chains.push(chain['name']);
    if (!isJsonObject(rule)) continue;
    const { chain: name, handle, expr } = rule;
    if (typeof name === 'string' && typeof handle === 'number')
      rules.push({ chain: name, handle, expr: expr ?? null });
  }
  return { chains, rules };
}

/** What the networks of any engine have on a host. */
export interface EngineTraces {
  /** Podman's bridges. */
  readonly bridges: readonly string[];
  /** Whether netavark's table of the firewall serves any network. */
  readonly firewall: boolean;
  /** Whether containers may be on them. Where nothing hangs on any bridge, the engine died and left the rest behind. */
  readonly alive: boolean;
}

/** What engines have on a host with the links and the table, or undefined when that is nothing. */
export function engineTraces(links: readonly Link[], table: FirewallTable): EngineTraces | undefined {
  const bridges = links.map(({ name }) => name).filter((name) => /^podman\d+$/.test(name));
  const firewall = table.chains.some((name) => name.startsWith('nv_'));
  if (bridges.length === 0 && !firewall) return undefined;
  return { bridges, firewall, alive: links.some(({ master }) => master !== undefined) };
}

/**
 * The nft script that takes the networks out of netavark's table, and the table itself when it then serves no network;
 * '' when there is nothing of them in it.
 */
export function firewallRemoval(table: FirewallTable, networks: readonly NetworkTrace[]): string {
  if (table.chains.length === 0) return '';
  const prefixes = networks.map(({ id }) => `nv_${id.slice(0, 8)}_`);
  const isOurs = (name: string) => prefixes.some((prefix) => name.startsWith(prefix));
  if (!table.chains.some((name) => name.startsWith('nv_') && !isOurs(name)))
    return 'delete table inet netavark\n';
  const marks = networks.flatMap(({ bridge, subnets }) => [bridge, ...subnets]);
  const chains = table.chains.filter(isOurs);
  const rules = table.rules.filter(
    ({ chain, expr }) => isOurs(chain) || mentions(expr, isOurs, new Set(marks)),
  );
  return [
    ...rules.map(({ chain, handle }) => `delete rule inet netavark ${chain} handle ${handle}\n`),
    ...chains.map((name) => `delete chain inet netavark ${name}\n`),
  ].join('');
}

/** Whether an expression jumps to one of our chains, or names one of our bridges or subnets. */
function mentions(expr: Json, isOurs: (name: string) => boolean, marks: ReadonlySet<string>): boolean {
  if (typeof expr === 'string') return isOurs(expr) || marks.has(expr);
  if (Array.isArray(expr)) return expr.some((one: Json) => mentions(one, isOurs, marks));
  if (!isJsonObject(expr)) return false;
  const { addr, len } = expr;
  if (typeof addr === 'string' && typeof len === 'number' && marks.has(`${addr}/${len}`)) return true;
  return Object.values(expr).some((one) => one !== undefined && mentions(one, isOurs, marks));
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
