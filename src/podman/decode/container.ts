import type { ContainerInspect, ContainerSummary } from '../replies.ts';
import type { Fields } from './fields.ts';
import { fieldsOf, rowsOf } from './fields.ts';

/** `containers/json`. */
export function decodeContainers(value: unknown): readonly ContainerSummary[] {
  return rowsOf(value, 'containers').map(summary);
}

/** `containers/X/json`. */
export function decodeContainer(value: unknown): ContainerInspect {
  const all = fieldsOf(value, 'container');
  const state = all.child('State');
  const config = all.child('Config');
  // Servers before 4.9 call it `Healthcheck` in some replies.
  const health = state.has('Health') ? state.child('Health') : state.child('Healthcheck');
  const lastRun = health.children('Log').at(-1);
  const policy = all.child('HostConfig').child('RestartPolicy');
  return {
    id: all.requiredText('Id'),
    name: all.requiredText('Name'),
    imageId: all.text('Image'),
    status: state.text('Status'),
    isRunning: state.flag('Running'),
    exitCode: state.number('ExitCode'),
    error: state.text('Error'),
    health: noneIfEmpty(health.text('Status')),
    lastHealthOutput: lastRun?.text('Output'),
    hasHealthcheck: hasTest(config),
    lastHealthRunMs: lastRun?.time('Start'),
    healthIntervalMs: config.child('Healthcheck').number('Interval') / 1e6,
    healthTimeoutMs: config.child('Healthcheck').number('Timeout') / 1e6,
    healthStartPeriodMs: config.child('Healthcheck').number('StartPeriod') / 1e6,
    healthStartIntervalMs: config.child('Healthcheck').number('StartInterval') / 1e6,
    restartPolicy: policy.text('Name'),
    stopTimeoutSeconds: config.number('StopTimeout'),
    stopSignal: signalOf(config),
    isTty: config.flag('Tty'),
    labels: config.textMap('Labels'),
    pod: noneIfEmpty(all.text('Pod')),
    dependencies: all.texts('Dependencies'),
    imageName: all.text('ImageName'),
    environment: variables(config.texts('Env')),
    command: config.texts('Cmd'),
    user: config.text('User'),
    workingDir: config.text('WorkingDir'),
    hostname: config.text('Hostname'),
    networks: endpoints(all.child('NetworkSettings')),
    mounts: all.children('Mounts').map((mount) => ({
      kind: mount.text('Type'),
      name: noneIfEmpty(mount.text('Name')),
      source: mount.text('Source'),
      destination: mount.text('Destination'),
    })),
    createdMs: all.time('Created') ?? 0,
    startedMs: state.time('StartedAt') ?? 0,
    finishedMs: state.time('FinishedAt') ?? 0,
  };
}

function variables(lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    lines.map((line) => {
      const at = line.indexOf('=');
      return at === -1 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}

function endpoints(settings: Fields): ContainerInspect['networks'] {
  const networks = settings.child('Networks');
  return new Map(
    settings.keys('Networks').map((name) => {
      const endpoint = networks.child(name);
      return [
        name,
        {
          aliases: endpoint.texts('Aliases'),
          ipv4: noneIfEmpty(endpoint.text('IPAddress')),
          ipv6: noneIfEmpty(endpoint.text('GlobalIPv6Address')),
          mac: noneIfEmpty(endpoint.text('MacAddress')),
        },
      ];
    }),
  );
}

function summary(row: Fields): ContainerSummary {
  return {
    id: row.requiredText('Id'),
    name: row.texts('Names')[0] ?? '',
    image: row.text('Image'),
    imageId: row.text('ImageID'),
    command: row.texts('Command'),
    state: row.text('State'),
    health: healthOf(row.text('Status')),
    exitCode: row.number('ExitCode'),
    createdMs: row.time('Created') ?? 0,
    startedMs: secondsToMs(row.number('StartedAt')),
    exitedMs: secondsToMs(row.number('ExitedAt')),
    labels: row.textMap('Labels'),
    pod: noneIfEmpty(row.text('Pod')),
    podName: noneIfEmpty(row.text('PodName')),
    isInfra: row.flag('IsInfra'),
    networks: row.texts('Networks'),
    mounts: row.texts('Mounts'),
    ports: row.children('Ports').map((port) => ({
      hostIp: port.text('host_ip'),
      hostPort: port.number('host_port'),
      containerPort: port.number('container_port'),
      protocol: port.text('protocol') || 'tcp',
      range: Math.max(1, port.number('range')),
    })),
    restarts: row.number('Restarts'),
  };
}

/** The list's `Status` is the health where there is a check; other engines write words such as `Up 3 minutes` there. */
function healthOf(status: string): string | undefined {
  return status === 'healthy' || status === 'unhealthy' || status === 'starting' ? status : undefined;
}

function hasTest(config: Fields): boolean {
  const test = config.child('Healthcheck').texts('Test');
  return test.length > 0 && test[0] !== 'NONE';
}

/** 5.0 and newer write a name, older ones a number. */
function signalOf(config: Fields): string {
  try {
    return config.text('StopSignal');
  } catch {
    return String(config.number('StopSignal'));
  }
}

/** Never started or ended is Go's zero time, which is far below zero in seconds. */
function secondsToMs(seconds: number): number | undefined {
  return seconds > 0 ? seconds * 1000 : undefined;
}

function noneIfEmpty(text: string): string | undefined {
  return text === '' ? undefined : text;
}
