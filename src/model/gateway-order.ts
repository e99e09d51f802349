import type { Service } from './service.ts';

/** A service's networks with the `gw_priority` of each; a higher one gives the way out. */
export interface GatewayWishes {
  readonly service: string;
  readonly priorities: ReadonlyMap<string, number>;
}

/** What services say with `gw_priority`; those on one network have nothing to say. */
export function gatewayWishes(
  services: Iterable<Pick<Service, 'name' | 'networking'>>,
): readonly GatewayWishes[] {
  return [...services].flatMap(({ name, networking }) => {
    if (networking.kind !== 'bridge' || networking.attachments.length < 2) return [];
    const priorities = networking.attachments.map(
      ({ network, gatewayPriority }) => [network, gatewayPriority] as const,
    );
    return [{ service: name, priorities: new Map(priorities) }];
  });
}

/** Route metrics that make every wish true, as far as wishes agree. */
export interface GatewayOrder {
  /** Network → metric of its default route; those with the engine's own are not in it. */
  readonly metrics: ReadonlyMap<string, number>;
  /** Wishes that contradict those of services before them. */
  readonly conflicts: readonly { readonly service: string; readonly network: string }[];
}

/** What netavark gives a default route; the lower one goes first. */
const usualMetric = 100;

/**
 * Podman knows no priority for one container: which default route wins is the network's own `metric`, and among equal ones
 * chance. So the wishes of all services become one order of networks. Services count in the order of their names.
 */
export function gatewayOrder(wishes: Iterable<GatewayWishes>): GatewayOrder {
  const behind = new Map<string, Set<string>>();
  const isBehind = (network: string, other: string): boolean => {
    const next = behind.get(other);
    return next !== undefined && (next.has(network) || [...next].some((at) => isBehind(network, at)));
  };
  const conflicts: { service: string; network: string }[] = [];
  for (const { service, priorities } of [...wishes].sort(byService)) {
    if (![...priorities.values()].some((priority) => priority !== 0)) continue;
    const ranked = [...priorities].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    for (const [index, [network, priority]] of ranked.entries()) {
      const lower = ranked.slice(index + 1).filter(([, other]) => other < priority);
      if (lower.some(([other]) => isBehind(network, other))) {
        conflicts.push({ service, network });
        continue;
      }
      behind.set(network, new Set([...(behind.get(network) ?? []), ...lower.map(([other]) => other)]));
    }
  }
  const heightOf = (network: string): number =>
    Math.max(0, ...[...(behind.get(network) ?? [])].map((other) => heightOf(other) + 1));
  const metrics = [...behind.keys()].map((network) => [network, usualMetric - heightOf(network)] as const);
  return { metrics: new Map(metrics.filter(([, metric]) => metric !== usualMetric)), conflicts };
}

function byService(a: GatewayWishes, b: GatewayWishes): number {
  return a.service < b.service ? -1 : 1;
}
