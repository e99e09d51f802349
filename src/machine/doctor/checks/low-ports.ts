import type { Check } from '../check.ts';
import { fine } from '../check.ts';
import type { Facts } from '../facts.ts';
import { notOfAnOrdinaryUser } from './host-podman.ts';
import { kernelSettings } from './sysctl.ts';

const dropIn = '/etc/sysctl.d/60-selkie-low-ports.conf';
const setting = 'net.ipv4.ip_unprivileged_port_start';

/** Published ports that only root may open. */
export const lowPorts: Check = {
  name: 'low-ports',
  group: 'user',
  looksAt: `\`${setting}\`, and the ports that the project here publishes`,
  why: 'an ordinary user’s containers can publish no port below it',
  run: async (facts) => {
    const verdict = await notOfAnOrdinaryUser(facts);
    if (verdict !== undefined) return verdict;
    const lowest = Number((await facts.text(`/proc/sys/${setting.replaceAll('.', '/')}`))?.trim() ?? '1024');
    const ports = publishedBelow(facts, lowest);
    const [least] = ports;
    if (least === undefined) return fine(`ports from ${lowest} up`);
    return {
      state: 'error',
      found: `the project publishes ${ports.length === 1 ? 'port' : 'ports'} ${ports.join(', ')}, and ordinary users have ports from ${lowest} up`,
      fix: await kernelSettings(facts, dropIn, [`${setting} = ${least}`]),
    };
  },
};

function publishedBelow({ project }: Facts, lowest: number): readonly number[] {
  const ports = [...(project?.services.values() ?? [])].flatMap((service) =>
    service.ports.flatMap(({ published }) => (published === undefined ? [] : [published.first])),
  );
  return [...new Set(ports)].filter((port) => port > 0 && port < lowest).sort((a, b) => a - b);
}
