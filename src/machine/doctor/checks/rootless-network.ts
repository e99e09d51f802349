import type { Check } from '../check.ts';
import { advice, fine } from '../check.ts';
import type { Facts } from '../facts.ts';
import { findProgram, installSteps } from '../programs.ts';
import { notOfAnOrdinaryUser } from './host-podman.ts';

/** pasta or slirp4netns, and what pasta takes for the way out. */
export const rootlessNetwork: Check = {
  name: 'rootless-network',
  group: 'user',
  looksAt:
    '`pasta`, or the `slirp4netns` of older Podmans; where the host has no default route, whether a bridge is what pasta takes in its place',
  why: 'it carries the traffic of an ordinary user’s containers; none of them starts without it',
  run: async (facts) => {
    const verdict = await notOfAnOrdinaryUser(facts);
    if (verdict !== undefined) return verdict;
    const { info } = await facts.info();
    // Podman 4 has no choice to tell, and takes slirp4netns.
    const wanted =
      info === undefined ? 'pasta' : info.rootlessNetwork === '' ? 'slirp4netns' : info.rootlessNetwork;
    const path = await findProgram(facts, wanted);
    if (path !== undefined) {
      const bridge = wanted === 'pasta' ? await bridgeAsWayOut(facts) : undefined;
      if (bridge === undefined) return fine(`\`${path}\``);
      return {
        state: 'warning',
        found: `the host has no default route, so pasta takes the bridge \`${bridge}\` for the way out: a network of yours whose bridge has that name too cannot start`,
        fix: advice(wayOutToNowhere),
      };
    }
    return {
      state: 'error',
      found: `there is no \`${wanted}\``,
      fix: await installSteps(facts, [wanted === 'slirp4netns' ? 'slirp4netns' : 'pasta']),
    };
  },
};

const wayOutToNowhere =
  'connect the host, or give it a default route that leads nowhere: `sudo ip link add uplink0 type dummy && sudo ip link set uplink0 up && sudo ip address add 192.0.2.1/24 dev uplink0 && sudo ip route add default via 192.0.2.2`';

/**
 * The bridge that pasta copies its interface from, name and addresses: without a default route it is the interface of the first
 * route (seen with passt of 2025-05). /proc/net/route lists the kernel's table in its order: interface, destination, gateway,
 * flags, …, mask.
 */
async function bridgeAsWayOut(facts: Facts): Promise<string | undefined> {
  const [, ...lines] = ((await facts.text('/proc/net/route')) ?? '').trim().split('\n');
  const routes = lines.map((line) => line.split(/\s+/u));
  if (
    routes.some(([, destination, , , , , , mask]) => Number(`0x${destination}`) + Number(`0x${mask}`) === 0)
  ) {
    return undefined;
  }
  const [name] = routes[0] ?? [];
  if (name === undefined) return undefined;
  const isBridge =
    (await facts.host.files.stat(`/sys/class/net/${name}/bridge`).catch(() => undefined)) !== undefined;
  return isBridge ? name : undefined;
}
