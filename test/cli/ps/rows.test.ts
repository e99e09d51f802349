import { expect, test } from 'vitest';
import { formatPublishers, publishersOf } from '../../../src/cli/ps/ports.ts';
import { rowOf, statusOf } from '../../../src/cli/ps/rows.ts';
import type { ContainerSummary } from '../../../src/podman/replies.ts';

const nowMs = Date.UTC(2026, 0, 2);

function container(changes: Partial<ContainerSummary> = {}): ContainerSummary {
  return {
    id: 'c0ffee'.repeat(10) + 'abcd',
    name: 'app-web-1',
    image: 'localhost/web:latest',
    imageId: 'f00d',
    command: ['/docker-entrypoint.sh', 'serve', '--all'],
    state: 'running',
    health: undefined,
    exitCode: 0,
    createdMs: nowMs - 65_000,
    startedMs: nowMs - 3000,
    exitedMs: undefined,
    labels: new Map([
      ['com.docker.compose.project', 'app'],
      ['com.docker.compose.service', 'web'],
    ]),
    pod: 'pod1',
    podName: 'app-pod',
    isInfra: false,
    networks: [],
    mounts: ['/data'],
    ports: [],
    restarts: 0,
    ...changes,
  };
}

const port = (containerPort: number, hostPort: number, protocol = 'tcp', range = 1) => ({
  hostIp: '',
  hostPort,
  containerPort,
  protocol,
  range,
});

test("a row has docker compose's members", () => {
  expect(rowOf(container(), ['app_default'], nowMs, false)).toEqual({
    Command: '"/docker-entrypoint.…"',
    CreatedAt: '2026-01-01 23:58:55 +0000 UTC',
    ExitCode: 0,
    Health: '',
    ID: 'c0ffeec0ffee',
    Image: 'localhost/web:latest',
    Labels: 'com.docker.compose.project=app,com.docker.compose.service=web',
    LocalVolumes: '0',
    Mounts: '/data',
    Name: 'app-web-1',
    Names: 'app-web-1',
    Networks: 'app_default',
    Ports: '',
    Project: 'app',
    Publishers: [],
    RunningFor: 'About a minute ago',
    Service: 'web',
    Size: '0B',
    State: 'running',
    Status: 'Up 3 seconds',
  });
});

test('--no-trunc keeps the id and the command whole', () => {
  const row = rowOf(container(), [], nowMs, true);
  expect([row.ID.length, row.Command]).toEqual([64, '"/docker-entrypoint.sh serve --all"']);
});

test.each<[Partial<ContainerSummary>, string]>([
  [{ health: 'healthy' }, 'Up 3 seconds (healthy)'],
  [{ health: 'starting' }, 'Up 3 seconds (health: starting)'],
  [{ state: 'paused' }, 'Up 3 seconds (Paused)'],
  [{ state: 'exited', exitCode: 137, exitedMs: nowMs - 120_000 }, 'Exited (137) 2 minutes ago'],
  [{ state: 'stopped', exitedMs: nowMs - 5000 }, 'Exited (0) 5 seconds ago'],
  [{ state: 'configured', startedMs: undefined }, 'Created'],
  [{ state: 'initialized', startedMs: undefined }, 'Created'],
])('%o is %s', (changes, status) => {
  expect(statusOf(container(changes), nowMs)).toBe(status);
});

test('a member of a pod shows the ports of its own service, with the host port that the engine chose', () => {
  const own = [
    { hostIp: null, hostPort: 0, containerPort: 80, protocol: 'tcp' },
    { hostIp: null, hostPort: 5300, containerPort: 53, protocol: 'udp' },
  ];
  const labels = new Map([['io.selkie.ports', JSON.stringify(own)]]);
  const ports = [port(80, 41395), port(53, 5300, 'udp'), port(53, 5300), port(5432, 5432)];
  expect(formatPublishers(publishersOf(container({ labels, ports })))).toBe(
    '0.0.0.0:41395->80/tcp, 0.0.0.0:5300->53/udp',
  );
});

test('a container beside the pod shows what the engine says, ranges joined', () => {
  const plain = container({ pod: undefined, labels: new Map(), ports: [port(8000, 9000, 'tcp', 3)] });
  expect(formatPublishers(publishersOf(plain))).toBe('0.0.0.0:9000-9002->8000-8002/tcp');
  expect(publishersOf(plain)[1]).toEqual({
    URL: '0.0.0.0',
    TargetPort: 8001,
    PublishedPort: 9001,
    Protocol: 'tcp',
  });
});

test.each(['', '{', '"x"', '[1]', '[{"containerPort":"80"}]'])('the label %j publishes nothing', (text) => {
  const labels = new Map([['io.selkie.ports', text]]);
  expect(publishersOf(container({ labels, ports: [port(80, 8080)] }))).toEqual([]);
});
