import type { Service } from '../../model/service.ts';
import { signalNumber } from '../../podman/spec-generator.ts';
import type { ContainerDesign } from '../../planner/container-design.ts';
import type { Emission } from '../emission.ts';
import type { Entry } from '../unit-file.ts';

/** What an image may take to be fetched when nobody has fetched it before. */
const pullSeconds = 300;
/** Beyond the grace period: removing the container, or waiting for the lock of a busy engine. */
export const removalSeconds = 30;
const defaultGraceSeconds = 10;
const terminated = 128 + 15;

/** How long a start and a stop may take, and which exit status is a proper end. */
export function timeEntries(design: ContainerDesign, emission: Emission): readonly Entry[] {
  const { service } = design;
  const signal = service.stopSignal === undefined ? undefined : signalNumber(service.stopSignal);
  const statuses = new Set([terminated, ...(signal === undefined ? [] : [128 + signal])]);
  return [
    // How long a hook takes is its own matter.
    [
      'TimeoutStartSec',
      service.preStart.length > 0 ? 'infinity' : String(pullSeconds + healthSeconds(service, emission)),
    ],
    ['TimeoutStopSec', String(stopSeconds(design, emission))],
    // The container passes on how its process ended, which for most is by the signal it was sent.
    ['SuccessExitStatus', [...statuses].join(' ')],
  ];
}

/** How long it may take until every member of the pod has stopped: Podman stops one after the other. */
export function podStopSeconds({ containers }: Emission): number {
  const members = containers.filter(({ place }) => place.kind === 'pod');
  return members.reduce((sum, { service }) => sum + graceSeconds(service), 0) + removalSeconds;
}

/** The grace period in whole seconds, never less than was asked for. */
export function graceSeconds({ stopGracePeriodMs }: Service): number {
  return stopGracePeriodMs === undefined ? defaultGraceSeconds : Math.ceil(stopGracePeriodMs / 1000);
}

function stopSeconds({ place, service }: ContainerDesign, emission: Emission): number {
  return place.kind === 'pod' ? podStopSeconds(emission) : graceSeconds(service) + removalSeconds;
}

/** A unit that others wait for has started when it is healthy. */
function healthSeconds({ name, healthcheck }: Service, { awaited }: Emission): number {
  if (!awaited.has(name)) return 0;
  if (healthcheck?.kind !== 'check') return 300;
  const { intervalMs = 30_000, timeoutMs = 30_000, startPeriodMs = 0, retries = 3 } = healthcheck;
  return Math.ceil((startPeriodMs + (retries + 1) * (intervalMs + timeoutMs)) / 1000);
}
