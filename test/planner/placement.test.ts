import { describe, expect, test } from 'vitest';
import { autoPlacement } from '../../src/model/placement.ts';
import { decodePodArgs } from '../../src/parser/decode/pod-args.ts';
import type { ServiceName } from '../../src/model/ids.ts';
import { placeServices } from '../../src/planner/placement.ts';
import { reconcile } from '../../src/planner/reconcile.ts';
import { emptyEngine, optionsFixture, projectFixture } from '../support/project-fixture.ts';
import type { ServiceFixture } from '../support/project-fixture.ts';
import type { Project } from '../../src/model/project.ts';
import { load } from '../../src/parser/load.ts';
import { loadText } from '../support/compose.ts';
import { memoryHost } from '../support/memory-host.ts';

function placed(
  services: Readonly<Record<string, ServiceFixture>>,
  mode: 'auto' | 'pod' | 'network' = 'auto',
): Readonly<Record<string, string>> {
  const project = projectFixture(services);
  const placements = placeServices(project, { mode, replicas: new Map(), images: new Map() });
  return Object.fromEntries(
    [...placements].map(([name, placement]) => [
      name,
      placement.kind === 'beside' ? `beside: ${placement.reason}` : placement.kind,
    ]),
  );
}

async function projectOf(text: string): Promise<Project> {
  const host = memoryHost({ files: { '/project/compose.yaml': text }, env: {} });
  const request = { files: [], profiles: [], envFiles: [], projectName: 'test' };
  const { value, diagnostics } = await load(request, host);
  if (value === undefined) throw new Error(JSON.stringify(diagnostics));
  return value;
}

function problems(
  services: Readonly<Record<string, ServiceFixture>>,
  mode: 'auto' | 'pod',
): readonly string[] {
  const project = projectFixture(services);
  const options = optionsFixture(project, { placement: mode });
  return reconcile(project, emptyEngine(), options, 0).diagnostics.map(
    ({ code, args }) => `${code} ${JSON.stringify(args)}`,
  );
}

describe('a service', () => {
  test('lives beside the pod where the file says so', () => {
    expect(placed({ db: {}, web: { placement: 'beside' } })).toEqual({
      db: 'pod',
      web: 'beside: the file says so',
    });
  });

  test('that has to be in the pod comes first, whatever others claim', () => {
    const services = { a: { ports: ['8080:80'] }, b: { placement: 'pod', ports: ['8081:80'] } } as const;
    expect(placed(services)).toEqual({ a: 'beside: port 80/tcp in the pod belongs to b', b: 'pod' });
    const apart = {
      a: { networks: ['x'] },
      b: { networks: ['x'] },
      c: { networks: ['y'], placement: 'pod' },
    } as const;
    expect(placed(apart)['c']).toBe('pod');
  });

  test('that has to be in the pod and cannot is refused with the reason', () => {
    expect(problems({ db: {}, web: { placement: 'pod', replicas: 2 } }, 'auto')).toEqual([
      'plan/not-in-pod {"service":"web","reason":"2 replicas need a network namespace each"}',
    ]);
  });
});

test('`pod` refuses every service that cannot share, and only those', () => {
  const services: Record<string, ServiceFixture> = {
    db: {},
    own: { networking: { kind: 'host' } },
    said: { placement: 'beside' },
    sharer: { networking: { kind: 'join-service', service: 'db' as ServiceName } },
    web: { replicas: 2 },
  };
  expect(problems(services, 'pod')).toEqual([
    'plan/not-in-pod {"service":"own","reason":"it has a network mode of its own (host)"}',
    'plan/not-in-pod {"service":"web","reason":"2 replicas need a network namespace each"}',
  ]);
});

describe('x-podman', () => {
  test('placement, in_pod and pod_args are read', async () => {
    const { placement } = await projectOf(`
x-podman: {placement: pod, in_pod: mine, pod_args: ["--infra=false", "--share=", "--userns", "keep-id", "--label=a=b", "--shm-size=64m", "--what"]}
services: {web: {image: x}}
`);
    expect(placement.mode).toBe('pod');
    expect(placement.podName).toBe('mine');
    expect(placement.podOptions).toMatchObject({
      usernsMode: 'keep-id',
      labels: new Map([['a', 'b']]),
      shmSizeBytes: 64 * 1024 * 1024,
    });
    expect(placement.podOptions.unapplied.map(([option]) => option)).toEqual([
      '--infra=false',
      '--share=',
      '--what',
    ]);
  });

  test('in_pod false is no pod', async () => {
    const { placement } = await projectOf('x-podman: {in_pod: false}\nservices: {web: {image: x}}\n');
    expect(placement).toEqual({ ...autoPlacement, mode: 'network' });
  });

  test('a service says it in one key or below one', async () => {
    const { services } = await projectOf(`
services:
  a: {image: x, x-podman.placement: beside}
  b: {image: x, x-podman: {placement: pod}}
`);
    expect([...services.values()].map(({ placement }) => placement)).toEqual(['beside', 'pod']);
  });

  test('another word is an error that names those there are', async () => {
    const { errors } = await loadText('services: {a: {image: x, x-podman.placement: outside}}');
    expect(errors).toEqual(['compose/bad-value compose.yaml:1:46']);
  });
});

test('options of the pod in one word and in two', () => {
  const { hosts, dns, unapplied } = decodePodArgs([
    '--add-host',
    'a:1.2.3.4',
    '--dns=9.9.9.9',
    '-p',
    '80:80',
  ]);
  expect(hosts).toEqual([['a', '1.2.3.4']]);
  expect(dns).toEqual(['9.9.9.9']);
  expect(unapplied).toEqual([['-p', "the `ports` of the services are the pod's"]]);
});

test('an extra host without an address is left out, and said', () => {
  const services: Record<string, ServiceFixture> = { web: { extraHosts: [{ host: 'proxy', address: '' }] } };
  expect(problems(services, 'auto')).toEqual(['plan/host-without-address {"service":"web","host":"proxy"}']);
  const project = projectFixture(services);
  const plan = reconcile(project, emptyEngine(), optionsFixture(project), 0).value;
  const pod = plan?.operations.find((operation) => operation.kind === 'create-pod');
  expect(pod?.pod.hosts).toEqual([]);
});
