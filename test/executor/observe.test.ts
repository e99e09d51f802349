import { expect, test } from 'vitest';
import { observe, observeLives } from '../../src/executor/observe.ts';
import { label } from '../../src/planner/labels.ts';
import { featuresOf } from '../../src/podman/features.ts';
import { createClient } from '../../src/podman/libpod-client.ts';
import { createTransport } from '../../src/podman/transport.ts';
import { startFakePodman } from '../support/fake-podman.ts';

test('what podman-compose made is seen with what it requires and its pod, unless the pod is used by others too', async () => {
  const engine = await startFakePodman();
  const client = createClient(createTransport({ kind: 'unix', path: engine.socket }), featuresOf([5, 8, 6]), {
    uri: 'unix:///x',
    source: 'a test',
  });
  const look = () => observe(client, { project: 'shop', images: [], networks: [], volumes: [] });
  try {
    const labels = { [label.project]: 'shop', [label.podmanCompose]: 'shop' };
    await client.createPod({ name: 'pod_shop' });
    const add = (service: string, dependencies: readonly string[]) =>
      engine.state.add({
        name: `shop_${service}_1`,
        pod: 'pod_shop',
        labels: { ...labels, [label.service]: service },
        dependencyContainers: dependencies,
      });
    const db = add('db', []);
    add('web', [db.id]);
    const seen = await look();
    expect(seen.containers.map(({ service, requires }) => [service, requires])).toEqual([
      ['db', []],
      ['web', [db.id]],
    ]);
    expect(seen.pods.map(({ name }) => name)).toEqual(['pod_shop']);
    engine.state.add({ name: 'stranger', pod: 'pod_shop', labels: {} });
    expect((await look()).pods).toEqual([]);
  } finally {
    await client.close();
    await engine.close();
  }
});

test('what belongs to the project or was asked for is seen, in a fixed number of calls', async () => {
  const engine = await startFakePodman();
  const client = createClient(createTransport({ kind: 'unix', path: engine.socket }), featuresOf([5, 8, 6]), {
    uri: 'unix:///x',
    source: 'a test',
  });
  try {
    const ours = { [label.project]: 'shop' };
    await client.createPod({ name: 'shop-pod', infra_name: 'shop-pod-infra', labels: ours });
    engine.state.add({
      name: 'web',
      pod: 'shop-pod',
      labels: { ...ours, [label.service]: 'web', [label.number]: '2' },
    });
    engine.state.add({ name: 'once', labels: { ...ours, [label.service]: 'web', [label.oneOff]: 'True' } });
    engine.state.add({ name: 'stranger', labels: { [label.project]: 'other' } });
    engine.state.exit('once', 3);
    for (const [name, labels] of [
      ['shop_default', ours],
      ['proxy', {}],
      ['unrelated', {}],
    ] as const) {
      await client.createNetwork({ name, labels });
    }
    await client.createSecret('shop_key', Buffer.from('x'), {
      labels: new Map([[label.selkieProject, 'shop']]),
    });
    engine.state.images.add('localhost/bb');
    const before = engine.requests.length;

    const seen = await observe(client, {
      project: 'shop',
      pod: 'shop-pod',
      images: ['localhost/bb', 'localhost/bb', 'localhost/none'],
      networks: ['proxy'],
      volumes: [],
      secrets: [],
    });

    expect(seen.engineVersion).toEqual([5, 8, 6]);
    expect(
      seen.containers.map(({ name, replica, isOneOff, state, exitCode }) => [
        name,
        replica,
        isOneOff,
        state,
        exitCode,
      ]),
    ).toEqual([
      ['web', 2, false, 'created', undefined],
      ['once', undefined, true, 'exited', 3],
    ]);
    expect(seen.pods.map(({ name, infraState }) => [name, infraState])).toEqual([['shop-pod', 'created']]);
    expect(seen.networks.map(({ name }) => name)).toEqual(['shop_default', 'proxy']);
    expect(seen.secrets.map(({ name }) => name)).toEqual(['shop_key']);
    expect([...seen.images.keys()]).toEqual(['localhost/bb']);
    expect(engine.requests.length - before).toBe(9);

    const { pods, containers } = await observeLives(client, { project: 'shop', engineVersion: [5, 8, 6] });
    expect(containers).toEqual(seen.containers);
    expect(pods.map(({ name, networks }) => [name, networks])).toEqual([['shop-pod', undefined]]);
    expect(engine.requests.length - before).toBe(11);
  } finally {
    await client.close();
    await engine.close();
  }
});
