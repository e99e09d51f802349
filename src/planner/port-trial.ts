import type { PodDesign } from './container-design.ts';
import type { PlanBuilder } from './plan-builder.ts';

/** The key of the step that tries the ports of a pod that is to take the place of what runs. */
const trialKey = 'pod:try';

/**
 * Has the ports that the project does not hold yet tried before anything of it is stopped: a pod can only be made when the
 * old one is gone, and a port that somebody else has would be found when it is too late to go back.
 */
export function addPortTrial(builder: PlanBuilder, pod: PodDesign, hostPorts: ReadonlySet<string>): void {
  const departures = builder
    .keys()
    .filter(
      (key) => key.startsWith('stop:') || (key.startsWith('remove:') && !builder.has(`stop:${key.slice(7)}`)),
    );
  if (departures.length === 0) return;
  const ports = pod.ports.filter(
    ({ hostPort, protocol }) => hostPort !== 0 && !hostPorts.has(`${hostPort}/${protocol}`),
  );
  if (ports.length === 0) return;
  const images = builder.keys().filter((key) => key.startsWith('image:'));
  const probe: PodDesign = {
    name: `${pod.name}-ports`,
    labels: pod.labels,
    networks: [],
    ports,
    hosts: [],
    dns: [],
    dnsSearch: [],
    dnsOptions: [],
    sysctls: new Map(),
    shmSizeBytes: undefined,
    usernsMode: undefined,
  };
  builder.add(
    trialKey,
    { kind: 'try-ports', pod: pod.name, probe, because: 'they have to be free before the old pod goes' },
    images,
  );
  for (const key of departures) builder.addAfter(key, [trialKey]);
}
